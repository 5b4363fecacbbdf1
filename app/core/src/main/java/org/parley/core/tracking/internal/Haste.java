package org.parley.core.tracking.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.MessageId;

/// What only a program is quick enough for, whatever it calls itself: within a second of the
/// hand-over, or three or more links of one message within two seconds.
final class Haste {

    private static final Duration FASTEST_PERSON = Duration.ofSeconds(1);
    private static final Duration SWEEP = Duration.ofSeconds(2);
    private static final int LINKS_OF_A_SWEEP = 3;

    private Haste() {}

    /// One message on one of its channels.
    private record Sent(MessageId message, int step) {}

    /// @param accepted when the provider took the message over; null: not known
    static boolean tooSoon(Instant at, @Nullable Instant accepted) {
        return accepted != null && at.isBefore(accepted.plus(FASTEST_PERSON));
    }

    /// Which of the sightings are clicks that belong to a sweep over a message's links, by their
    /// place in the list. Clicks that are not in the list are not asked for.
    static Set<Integer> sweeps(List<Sighting> sightings) {
        if (sightings.size() < LINKS_OF_A_SWEEP) {
            return Set.of();
        }
        Map<Sent, List<Integer>> clicks = new HashMap<>();
        for (int n = 0; n < sightings.size(); n++) {
            Sighting each = sightings.get(n);
            if (each.kind() == Sighting.Kind.CLICKED) {
                Sent sent = new Sent(each.link().message(), each.link().step());
                clicks.computeIfAbsent(sent, _ -> new ArrayList<>()).add(n);
            }
        }
        Set<Integer> swept = new HashSet<>();
        for (List<Integer> ofOne : clicks.values()) {
            ofOne.sort(Comparator.comparing(n -> sightings.get(n).at()));
            for (int from = 0; from + LINKS_OF_A_SWEEP <= ofOne.size(); from++) {
                List<Integer> together =
                        within(SWEEP, ofOne.subList(from, ofOne.size()), sightings);
                long links =
                        together.stream()
                                .map(n -> sightings.get(n).link().index())
                                .distinct()
                                .count();
                if (links >= LINKS_OF_A_SWEEP) {
                    swept.addAll(together);
                }
            }
        }
        return swept;
    }

    /// Those not later than this after the first.
    private static List<Integer> within(
            Duration span, List<Integer> inOrder, List<Sighting> sightings) {
        Instant until = sightings.get(inOrder.getFirst()).at().plus(span);
        return inOrder.stream().takeWhile(n -> !sightings.get(n).at().isAfter(until)).toList();
    }
}
