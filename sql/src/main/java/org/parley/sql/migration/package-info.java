/** Brings the schema of both stores up to date; may use Flyway and the drivers only. */
@NullMarked
package org.parley.sql.migration;

import org.jspecify.annotations.NullMarked;
