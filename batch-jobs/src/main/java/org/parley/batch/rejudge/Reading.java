package org.parley.batch.rejudge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.batch.rejudge.ToldEvent.Message;

/// What is known of the reading of a message.
///
/// @param at earliest evidence; null: none
/// @param implied whether it is only concluded, from a click or a reply
/// @param untold whether no event tells it that stands
record Reading(Message message, @Nullable Instant at, boolean implied, boolean untold) {

    /// @param at null: not read
    record Known(Message message, @Nullable Instant at, boolean implied) {}

    /// After new verdicts: the earliest of what people still did. Evidence that is earlier than
    /// anything that went to machines stays, whether or not an event tells it: receipts that came
    /// later and were earlier are not told.
    ///
    /// @param events of the message, with the verdicts that stood
    /// @param machines new verdicts, by the event
    static Reading of(Known known, List<ToldEvent> events, Map<Long, Boolean> machines) {
        var lost =
                earliest(events.stream().filter(event -> machines.getOrDefault(event.id(), false)));
        var people =
                events.stream()
                        .filter(event -> !machines.getOrDefault(event.id(), event.machine()))
                        .toList();
        var shown = earliest(people.stream());
        Instant had = known.at();
        Instant kept =
                had == null || lost.map(at -> !millis(had).isBefore(at)).orElse(false) ? null : had;
        Instant at =
                Stream.concat(Optional.ofNullable(kept).stream(), shown.stream())
                        .min(Comparator.comparing(Reading::millis))
                        .orElse(null);
        boolean unexplained =
                kept != null && shown.map(first -> millis(kept).isBefore(first)).orElse(true);
        boolean direct =
                people.stream().anyMatch(event -> event.is(Kind.READ) && !event.implied())
                        || (unexplained && !known.implied());
        return new Reading(
                known.message(),
                at,
                at != null && !direct,
                at != null && people.stream().noneMatch(event -> event.is(Kind.READ)));
    }

    private static Optional<Instant> earliest(Stream<ToldEvent> events) {
        return events.map(ToldEvent::at).min(Comparator.naturalOrder());
    }

    /// As events keep time.
    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}
