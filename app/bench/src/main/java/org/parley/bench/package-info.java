/// Benchmarks, each beside its ceiling in one run.
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;
