/// What became of the promo codes of a run.
@NullMarked
package org.parley.analytics.offer;

import org.jspecify.annotations.NullMarked;
