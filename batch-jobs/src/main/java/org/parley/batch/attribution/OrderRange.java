package org.parley.batch.attribution;

import java.time.Instant;
import org.parley.core.kernel.ProblemException;

/// Sales by the time at which they were placed.
///
/// @param opens inclusive
/// @param closes exclusive
public record OrderRange(Instant opens, Instant closes) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /// @throws ProblemException INVALID_REQUEST outside of the years 1 to 9999
    public OrderRange {
        if (opens.isBefore(EARLIEST)) {
            throw ProblemException.invalid("from", "A time not before " + EARLIEST);
        }
        if (closes.isAfter(LATEST)) {
            throw ProblemException.invalid("until", "A time not after " + LATEST);
        }
        if (!opens.isBefore(closes)) {
            throw ProblemException.invalid("until", "The range ends before it begins");
        }
    }
}
