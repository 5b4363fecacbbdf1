package org.parley.bench.dispatch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Who had the processors in a span of time.
///
/// @param shares by party: part of all cores' time, 0 to 1
record CpuShares(Map<String, Double> shares) {

    static CpuShares of(Map<String, Duration> before, Map<String, Duration> after, Duration wall) {
        double whole = wall.toNanos() * (double) Runtime.getRuntime().availableProcessors();
        Map<String, Double> shares = new LinkedHashMap<>();
        after.forEach((party, used) ->
                shares.put(
                        party,
                        used.minus(before.getOrDefault(party, Duration.ZERO)).toNanos() / whole));
        double rest = 1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.put("idle and others", Math.max(0, rest));
        return new CpuShares(shares);
    }

    @Override
    public String toString() {
        return shares.entrySet().stream()
                .map(each ->
                        String.format(
                                Locale.ROOT, "%s %.0f %%", each.getKey(), 100 * each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
