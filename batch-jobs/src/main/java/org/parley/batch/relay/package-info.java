/// Carries events and copies of rows from PostgreSQL to ClickHouse: the only writer there.
@NullMarked
package org.parley.batch.relay;

import org.jspecify.annotations.NullMarked;
