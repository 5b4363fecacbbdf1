package org.parley.core.audience;

import java.time.Instant;
import java.util.function.LongConsumer;

/// Who is in a segment at an instant.
public interface SegmentMembers {

    /// Calls `each` once per contact, in no order, streaming.
    void forEach(long segmentId, Instant asOf, LongConsumer each);
}
