package org.parley.analytics.internal;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Sha256;

/// What ClickHouse says of one run, as one number for each source, each looked up once. For one
/// thread.
final class RunState {

    private final DSLContext clickHouse;
    private final int run;
    private final @Nullable OrderWindow window;
    private final int firstKept;
    private final boolean allTold;
    private final Map<RunSource, String> known = new EnumMap<>(RunSource.class);

    /// @param window of which orders count that are not credited to the run; null: none
    /// @param firstKept `YYYYMM`: month from which on all raw events are kept
    /// @param allTold whether ClickHouse is known to have had every event of the run before this
    RunState(
            DSLContext clickHouse,
            int run,
            @Nullable OrderWindow window,
            int firstKept,
            boolean allTold) {
        this.clickHouse = clickHouse;
        this.run = run;
        this.window = window;
        this.firstKept = firstKept;
        this.allTold = allTold;
    }

    /// Whether what the ledger says now is told by the events too.
    boolean allTold() {
        return allTold;
    }

    boolean answers(int aboutRun, @Nullable OrderWindow within) {
        return run == aboutRun && (within == null || within.equals(window));
    }

    /// Asks for those that are not known yet, in one query.
    RunState look(Set<RunSource> sources) {
        var unknown = EnumSet.noneOf(RunSource.class);
        unknown.addAll(sources);
        unknown.removeAll(known.keySet());
        unknown.stream()
                .map(source -> source.number(run, window, firstKept))
                .reduce(Select::unionAll)
                .ifPresent(query ->
                        Patience.fetch(clickHouse, query, Function.identity())
                                .forEach(row ->
                                        known.put(
                                                RunSource.valueOf(row.get(0, String.class)),
                                                row.get(1, String.class))));
        return this;
    }

    /// Empty where retention may take of what the answer is computed from.
    ///
    /// @param basis whatever else goes in
    Optional<Footing> footing(Set<RunSource> sources, String basis) {
        look(sources);
        var numbers = new StringBuilder(basis);
        for (var source : sources) {
            numbers.append('\n').append(source).append(' ').append(number(source));
        }
        if (!sources.contains(RunSource.MESSAGE_EVENT)) {
            return Optional.of(new Footing(0, 0, Sha256.of(numbers.toString())));
        }
        return number(RunSource.PASSING_EVENT).equals("0")
                ? Optional.of(
                        new Footing(
                                Long.parseLong(number(RunSource.MESSAGE_EVENT)),
                                firstKept,
                                Sha256.of(numbers.toString())))
                : Optional.empty();
    }

    private String number(RunSource source) {
        return Objects.requireNonNull(known.get(source));
    }
}
