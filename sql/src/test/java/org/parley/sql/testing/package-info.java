/** Real stores for the tests of all modules, migrated, started once per test JVM. */
@NullMarked
package org.parley.sql.testing;

import org.jspecify.annotations.NullMarked;
