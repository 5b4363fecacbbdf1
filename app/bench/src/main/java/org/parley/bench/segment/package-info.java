/// Segment preview beside the bare predicate.
@NullMarked
package org.parley.bench.segment;

import org.jspecify.annotations.NullMarked;
