package org.parley.analytics.question.internal;

import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.parley.core.kernel.ProblemException;

/// Runs that are no marketing.
public final class ServiceRuns {

    // They go into one statement, which ClickHouse reads up to 256 KiB of.
    private static final int MOST = 20_000;

    private final DSLContext postgres;

    public ServiceRuns(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// @param until exclusive: started before
    public List<Integer> startedBefore(Instant until) {
        var runs =
                postgres.select(RUN.ID)
                        .from(RUN)
                        .join(CAMPAIGN)
                        .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                        .where(
                                CAMPAIGN.PURPOSE.ne("marketing"),
                                RUN.STARTED_AT.lt(until),
                                RUN.TARGETED.gt(0))
                        .orderBy(RUN.ID)
                        .limit(MOST + 1)
                        .fetch(RUN.ID);
        if (runs.size() > MOST) {
            throw ProblemException.invalid(
                    "until", "More than " + MOST + " service runs by then; choose an earlier end");
        }
        return runs;
    }
}
