package org.parley.analytics.report.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How far ahead of UTC a zone is, from which instant on, for a range of time. Handed to
/// ClickHouse, so that there is one set of rules, ours, and every zone that java.time knows.
public final class ZoneTable {

    private static final long HOUR = Duration.ofHours(1).toSeconds();

    // seconds of the epoch -> seconds ahead
    private final Map<Long, Integer> ahead = new LinkedHashMap<>();

    /// @param from before everything that is to be told
    /// @param until after it
    public ZoneTable(ZoneId zone, Instant from, Instant until) {
        var rules = zone.getRules();
        ahead.put(0L, rules.getOffset(from).getTotalSeconds());
        var transition = rules.nextTransition(from);
        while (transition != null && transition.getInstant().isBefore(until)) {
            ahead.put(
                    transition.getInstant().getEpochSecond(),
                    transition.getOffsetAfter().getTotalSeconds());
            transition = rules.nextTransition(transition.getInstant());
        }
    }

    /// Whether an hour of UTC is an hour of the zone.
    public boolean wholeHours() {
        return ahead.entrySet().stream()
                .allMatch(each -> each.getKey() % HOUR == 0 && each.getValue() % HOUR == 0);
    }

    /// Instants, with commas between.
    String since() {
        return joined(ahead.keySet().stream());
    }

    /// The seconds that go with them.
    String ahead() {
        return joined(ahead.values().stream());
    }

    private static String joined(Stream<? extends Number> numbers) {
        return numbers.map(Number::toString).collect(Collectors.joining(","));
    }
}
