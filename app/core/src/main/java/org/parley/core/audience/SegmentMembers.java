package org.parley.core.audience;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Who is in a segment at an instant.
public interface SegmentMembers {

    /// Reads the rule now. The answer, when called, passes the id of every member to its argument,
    /// once each, in no order, streaming from ClickHouse alone: it may be called while a PostgreSQL
    /// connection is busy taking the ids.
    Consumer<LongConsumer> of(long segmentId, Instant asOf);
}
