/// Tests of imports, on a real PostgreSQL.
@NullMarked
package org.parley.batch.imports;

import org.jspecify.annotations.NullMarked;
