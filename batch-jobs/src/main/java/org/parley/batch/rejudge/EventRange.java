package org.parley.batch.rejudge;

import java.time.Duration;
import java.time.Instant;
import org.parley.core.kernel.ProblemException;

/// Clicks and opens by the time at which they happened.
///
/// @param opens inclusive
/// @param closes exclusive
public record EventRange(Instant opens, Instant closes) {

    /// What machines are told by is kept for thirty days; one of them is left for judging.
    static final Duration EVIDENCE = Duration.ofDays(29);

    /// @throws ProblemException INVALID_REQUEST where it ends before it begins
    public EventRange {
        if (!opens.isBefore(closes)) {
            throw ProblemException.invalid("until", "The range ends before it begins");
        }
    }

    /// @throws ProblemException INVALID_REQUEST where the evidence is gone or the events are yet to
    ///   come
    EventRange judgeableAt(Instant now) {
        if (closes.isAfter(now)) {
            throw ProblemException.invalid(
                    "until", "The range ends in the future; judge what has happened");
        }
        Instant first = now.minus(EVIDENCE);
        if (opens.isBefore(first)) {
            throw ProblemException.invalid(
                    "from",
                    "What machines are told by (program, network, haste) is kept for 30 days and then"
                            + " forgotten. Judge events of "
                            + first
                            + " and later");
        }
        return this;
    }
}
