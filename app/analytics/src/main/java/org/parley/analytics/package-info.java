/// Reads ClickHouse and PostgreSQL and explains what messages did and what they earned.
@NullMarked
package org.parley.analytics;

import org.jspecify.annotations.NullMarked;
