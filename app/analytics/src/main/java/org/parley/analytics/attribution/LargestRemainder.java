package org.parley.analytics.attribution;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Splits a whole amount so that the parts are whole and add up to it (Hamilton's method): each
/// gets its share rounded down, and those that lost most by that get one more, of equals the first.
public final class LargestRemainder {

    private LargestRemainder() {}

    /// @param amount may be negative: then the parts of its opposite, negated
    /// @param weights not negative, at least one more than 0
    public static long[] split(long amount, long[] weights) {
        var total = BigInteger.valueOf(Arrays.stream(weights).reduce(0, Math::addExact));
        var size = BigInteger.valueOf(amount).abs();
        var parts = new long[weights.length];
        var remainders = new BigInteger[weights.length];
        var left = size.longValueExact();
        for (var i = 0; i < weights.length; i++) {
            var share = size.multiply(BigInteger.valueOf(weights[i])).divideAndRemainder(total);
            parts[i] = share[0].longValueExact();
            remainders[i] = share[1];
            left -= parts[i];
        }
        // A stable sort: of equals the first stays first.
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.<Integer, BigInteger>comparing(i -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return amount < 0 ? Arrays.stream(parts).map(part -> -part).toArray() : parts;
    }
}
