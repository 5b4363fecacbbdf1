/**
 * PostgreSQL and ClickHouse as child processes on one data directory, for a start without any
 * server. Uses the JDK, the PostgreSQL binaries on the class path and, once, npm.
 */
@NullMarked
package org.parley.sql.embedded;

import org.jspecify.annotations.NullMarked;
