/// Offers, codes and their uses in PostgreSQL.
@NullMarked
package org.parley.core.offer.internal;

import org.jspecify.annotations.NullMarked;
