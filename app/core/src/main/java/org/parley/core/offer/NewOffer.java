package org.parley.core.offer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.Names;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.offer.Offer.Source;

/// An offer as it is written down.
///
/// @param prefix up to 12 letters, digits and hyphens; only where codes are made here; null: none
/// @param length 10 to 32 drawn characters; null: 10
/// @param mostUses 1 to 1,000,000; null: 1
public record NewOffer(
        String name,
        Source source,
        @Nullable String prefix,
        @Nullable Integer length,
        @Nullable Integer mostUses,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil) {

    /// Characters of 22: 44 bits, so that a million codes leave one good guess in 26 million.
    public static final int SHORTEST = 10;

    public static final int LONGEST = 32;

    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9-]{0,12}");
    private static final int MOST_USES = 1_000_000;

    /// What is wrong with it, by field; empty when nothing is.
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        Names.problem("An offer", name).ifPresent(problems::add);
        if (source == Source.POOL && (prefix != null || length != null)) {
            problems.add(
                    new FieldProblem(
                            prefix != null ? "prefix" : "length",
                            "The codes of a pool are brought as they are"));
        }
        if (prefix != null && !PREFIX.matcher(prefix).matches()) {
            problems.add(
                    new FieldProblem(
                            "prefix",
                            "A prefix has at most 12 capital letters, digits and hyphens"));
        }
        if (length != null && (length < SHORTEST || length > LONGEST)) {
            problems.add(new FieldProblem("length", "A code that is made has 10 to 32 characters"));
        }
        if (mostUses != null && (mostUses < 1 || mostUses > MOST_USES)) {
            problems.add(new FieldProblem("mostUses", "A code is used in 1 to 1,000,000 orders"));
        }
        time("validFrom", validFrom).ifPresent(problems::add);
        time("validUntil", validUntil).ifPresent(problems::add);
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            problems.add(new FieldProblem("validUntil", "The offer ends before it begins"));
        }
        return problems;
    }

    private static Optional<FieldProblem> time(String field, @Nullable Instant time) {
        return time == null || ClickHouseTime.holds(time)
                ? Optional.empty()
                : Optional.of(new FieldProblem(field, "A time from 1970 to 2299"));
    }
}
