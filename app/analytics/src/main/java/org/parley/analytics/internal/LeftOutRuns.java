package org.parley.analytics.internal;

import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ProblemException;

/// Runs that do not count in a question over all of them: simulated ones among those that reached
/// people and the other way round, and what is no marketing where people's patience with marketing
/// is asked for. What another tool sent and was imported reached people: it counts beside live
/// runs, but alone does not make an installation that only tried things out a live one.
public final class LeftOutRuns {

    // They go into one statement, which ClickHouse reads up to 256 KiB of.
    private static final int MOST = 20_000;

    /// Longer after the end of a run no message of it is delivered.
    private static final Duration LATE = Duration.ofDays(31);

    private final DSLContext postgres;

    public LeftOutRuns(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Whether simulated runs count, or else live ones. Where nobody says: live ones as soon as
    /// there is one, or as long as there is none of either kind but imported ones.
    public boolean simulated(@Nullable Boolean asked) {
        if (asked != null) {
            return asked;
        }
        Condition began = RUN.STARTED_AT.isNotNull().and(RUN.SOURCE.isNull());
        return postgres.fetchExists(RUN, began.and(RUN.SANDBOX))
                && !postgres.fetchExists(RUN, began.andNot(RUN.SANDBOX));
    }

    /// @param simulated whether simulated runs count, or else live ones
    public List<Integer> all(boolean simulated) {
        return where(otherKind(simulated));
    }

    /// Of the runs that may have delivered something in a range.
    ///
    /// @param simulated whether simulated runs count, or else live ones
    /// @param from inclusive
    /// @param until exclusive
    public List<Integer> of(boolean simulated, Instant from, Instant until) {
        return where(otherKind(simulated).and(delivering(from, until)));
    }

    /// As [#of], and those too that are no marketing.
    public List<Integer> orService(boolean simulated, Instant from, Instant until) {
        return where(
                otherKind(simulated)
                        .or(CAMPAIGN.PURPOSE.ne("marketing"))
                        .and(delivering(from, until)));
    }

    private static Condition otherKind(boolean simulated) {
        return RUN.SANDBOX.ne(simulated);
    }

    private static Condition delivering(Instant from, Instant until) {
        return RUN.STARTED_AT
                .lt(until)
                .and(
                        RUN.FINISHED_AT
                                .isNull()
                                .or(RUN.FINISHED_AT.ge(from.minus(LATE)))
                                // nobody knows when another tool was done
                                .or(RUN.SOURCE.isNotNull()));
    }

    private List<Integer> where(Condition which) {
        var runs =
                postgres.select(RUN.ID)
                        .from(RUN)
                        .join(CAMPAIGN)
                        .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                        .where(which, RUN.TARGETED.gt(0))
                        .orderBy(RUN.ID)
                        .limit(MOST + 1)
                        .fetch(RUN.ID);
        if (runs.size() > MOST) {
            throw ProblemException.invalid(
                    "from",
                    "More than "
                            + MOST
                            + " runs do not count here, which is more than one question can leave out; choose a"
                            + " shorter range");
        }
        return runs;
    }
}
