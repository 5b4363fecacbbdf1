package org.parley.analytics.question;

import java.time.Instant;
import java.util.List;

/// What the n-th marketing message within so many days does to people.
///
/// @param days that a message's number looks back
/// @param from inclusive, and until exclusive: of deliveries
/// @param note what is counted where
public record FatigueReport(
        int days,
        boolean simulated,
        Instant from,
        Instant until,
        String note,
        List<FatigueLine> lines) {

    static final String NOTE =
            "Opt-outs are those credited to the message; a complaint is one of them. That somebody"
                    + " blocked a sender becomes known when the next message fails, and is not here."
                    + " A delivery that is only concluded from an answer has no time: it does not"
                    + " count.";

    public FatigueReport {
        lines = List.copyOf(lines);
    }

    /// Shares are of messages.
    ///
    /// @param number of the message among those that the person got in the days up to it
    /// @param orMore this line stands for higher numbers, too
    public record FatigueLine(
            int number,
            boolean orMore,
            long messages,
            long people,
            EstimatedShare clicked,
            EstimatedShare replied,
            EstimatedShare optedOut) {}
}
