package org.parley.batch.attribution;

import java.time.Instant;
import org.parley.core.kernel.ProblemException;

/// Sales by the time at which they were placed.
///
/// @param opens inclusive
/// @param closes exclusive
public record OrderRange(Instant opens, Instant closes) {

    public OrderRange {
        if (!opens.isBefore(closes)) {
            throw ProblemException.invalid("until", "The range ends before it begins");
        }
    }
}
