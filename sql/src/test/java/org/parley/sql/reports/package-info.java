/// What the report queries answer.
@NullMarked
package org.parley.sql.reports;

import org.jspecify.annotations.NullMarked;
