package org.parley.analytics.report.internal;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM_STEP;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.internal.TrueUpStore;
import org.parley.analytics.report.RunSummary;
import org.parley.analytics.report.internal.PlannedRun.PlannedArm;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException;

/// What PostgreSQL knows about runs: their plan and the present state of their ledger.
public final class RunPlans {

    private final DSLContext postgres;
    private final TrueUpStore trueUps;

    public RunPlans(DSLContext postgres) {
        this.postgres = postgres;
        this.trueUps = new TrueUpStore(postgres);
    }

    /// Events that ClickHouse does not have yet.
    ///
    /// @param oldest when the oldest of them happened; null where there is none
    public record Backlog(long events, @Nullable Instant oldest) {}

    /// @throws ProblemException NOT_FOUND
    public PlannedRun get(int run) {
        return find(run).orElseThrow(() -> ProblemException.notFound("run", run));
    }

    private Optional<PlannedRun> find(int run) {
        return postgres.select(
                        RUN.ID,
                        RUN.CAMPAIGN_ID,
                        CAMPAIGN.NAME,
                        RUN.STATE,
                        RUN.FIRE_TIME,
                        RUN.STARTED_AT,
                        RUN.FINISHED_AT,
                        RUN.RESUME_AT,
                        RUN.TARGETED,
                        RUN.PROBLEM,
                        RUN.SANDBOX,
                        CAMPAIGN.ATTRIBUTION_DAYS,
                        CAMPAIGN.MARGIN,
                        RUN.SOURCE)
                .from(RUN)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                .where(RUN.ID.eq(run))
                .fetchOptional(row ->
                        new PlannedRun(
                                new RunSummary(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8(),
                                        row.value9(),
                                        row.value10(),
                                        row.value11(),
                                        row.value14()),
                                row.value12(),
                                row.value13(),
                                arms(row.value2()),
                                trueUps.of(row.value1())));
    }

    /// Of all runs but those left out.
    public List<TrueUpStore.ChannelSum> trueUps(Collection<Integer> leftOut) {
        return trueUps.byChannel(leftOut);
    }

    private List<PlannedArm> arms(long campaign) {
        return postgres.select(
                        CAMPAIGN_ARM.ARM,
                        CAMPAIGN_ARM.NAME,
                        CAMPAIGN_ARM.CHANNEL,
                        CAMPAIGN_ARM.WEIGHT,
                        array(
                                select(CAMPAIGN_ARM_STEP.CHANNEL)
                                        .from(CAMPAIGN_ARM_STEP)
                                        .where(
                                                CAMPAIGN_ARM_STEP.CAMPAIGN_ID.eq(
                                                        CAMPAIGN_ARM.CAMPAIGN_ID),
                                                CAMPAIGN_ARM_STEP.ARM.eq(CAMPAIGN_ARM.ARM))
                                        .orderBy(CAMPAIGN_ARM_STEP.STEP)))
                .from(CAMPAIGN_ARM)
                .where(CAMPAIGN_ARM.CAMPAIGN_ID.eq(campaign))
                .orderBy(CAMPAIGN_ARM.ARM)
                .fetch(row ->
                        new PlannedArm(
                                row.value1(),
                                row.value2(),
                                row.value3() == null ? null : new Channel(row.value3()),
                                row.value4(),
                                Stream.concat(
                                                Stream.ofNullable(row.value3()),
                                                Stream.of(row.value5()))
                                        .map(Channel::new)
                                        .toList()));
    }

    /// The run that was started last; missed ones are none, nor are those of other tools.
    ///
    /// @param simulated whether among simulated runs, or else live ones
    public Optional<Integer> latest(boolean simulated) {
        return postgres.select(max(RUN.ID))
                .from(RUN)
                .where(RUN.STATE.ne("missed"), RUN.SOURCE.isNull(), RUN.SANDBOX.eq(simulated))
                .fetchOptional(max(RUN.ID));
    }

    /// Ids of runs that anybody was in, the one that was made or imported last first.
    ///
    /// @param from of the time for which they were planned, inclusive; null: the first
    /// @param until exclusive; null: the last
    /// @param before only lower ids; null: all
    public List<Integer> withAudience(
            boolean simulated,
            @Nullable Long campaign,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long before,
            int limit) {
        var which = RUN.TARGETED.gt(0).and(RUN.SANDBOX.eq(simulated));
        which = campaign == null ? which : which.and(RUN.CAMPAIGN_ID.eq(campaign));
        which = from == null ? which : which.and(RUN.FIRE_TIME.ge(from));
        which = until == null ? which : which.and(RUN.FIRE_TIME.lt(until));
        which =
                before == null
                        ? which
                        : which.and(RUN.ID.lt(Math.clamp(before, 0, Integer.MAX_VALUE)));
        return postgres.select(RUN.ID)
                .from(RUN)
                .where(which)
                .orderBy(RUN.ID.desc())
                .limit(limit)
                .fetch(RUN.ID);
    }

    public Backlog backlog() {
        var row =
                postgres.select(count(), min(EVENT_OUTBOX.OCCURRED_AT))
                        .from(EVENT_OUTBOX)
                        .fetchSingle();
        return new Backlog(row.value1(), row.value2());
    }
}
