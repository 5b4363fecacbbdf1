/// The funnel of runs out of bitmaps, beside the same funnel out of raw events.
@NullMarked
package org.parley.bench.funnel;

import org.jspecify.annotations.NullMarked;
