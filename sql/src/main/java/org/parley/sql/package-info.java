/** Where the two stores are, and the jOOQ tables generated from their migrations. */
@NullMarked
package org.parley.sql;

import org.jspecify.annotations.NullMarked;
