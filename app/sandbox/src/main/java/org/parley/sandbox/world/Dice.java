package org.parley.sandbox.world;

import java.time.Duration;

/// Chance without a sequence: each question about the same thing has one answer, in whatever order
/// the questions come. This is what makes a run reproducible while threads race.
public final class Dice {
    /// No wait is longer than this many times its mean, so that a demo has an end.
    private static final double LONGEST_WAIT = 3.0;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long state;

    private Dice(long state) {
        this.state = state;
    }

    public static Dice of(long seed, String... about) {
        long state = mix(seed ^ FNV_OFFSET);
        for (String part : about) {
            state = mix(absorb(state, part));
        }
        return new Dice(state);
    }

    /// A number in [0, 1), uniform over the questions.
    public double share(String question) {
        return (bits(question) >>> 11) * 0x1.0p-53;
    }

    public boolean happens(String question, double probability) {
        return share(question) < probability;
    }

    public int pick(String question, int bound) {
        return (int) (share(question) * bound);
    }

    /// An exponential wait around `mean`, cut at its longest.
    public Duration pause(String question, Duration mean) {
        double factor = Math.min(LONGEST_WAIT, -Math.log(1.0 - share(question)));
        return Duration.ofNanos((long) (mean.toNanos() * factor));
    }

    public long bits(String question) {
        return mix(absorb(state, question));
    }

    /// Sixteen hexadecimal digits.
    public String hex(String question) {
        return String.format("%016x", bits(question));
    }

    /// So many decimal digits, at most 19, the first of them no zero.
    public String digits(String question, int count) {
        String all = "%020d".formatted(bits(question) >>> 1);
        return "1" + all.substring(all.length() - count + 1);
    }

    private static long absorb(long state, String part) {
        long hash = state;
        for (int i = 0; i < part.length(); i++) {
            hash = (hash ^ part.charAt(i)) * FNV_PRIME;
        }
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        return (hash ^ part.length()) * FNV_PRIME;
    }

    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
