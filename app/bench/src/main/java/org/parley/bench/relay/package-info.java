/// Benchmark of the relay: events from the outbox to ClickHouse.
@NullMarked
package org.parley.bench.relay;

import org.jspecify.annotations.NullMarked;
