/// Codes of a run and their uses, read from PostgreSQL.
@NullMarked
package org.parley.analytics.offer.internal;

import org.jspecify.annotations.NullMarked;
