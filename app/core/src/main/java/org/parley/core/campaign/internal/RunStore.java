package org.parley.core.campaign.internal;

import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.CampaignState;
import org.parley.core.campaign.Run;
import org.parley.core.campaign.RunState;
import org.parley.core.campaign.Runs.Launch;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.SqlFile;

/// Runs and their leases in PostgreSQL.
public final class RunStore {

    private static final String SUPPLIED = SqlFile.read(RunStore.class, "runs_supplied.sql");

    private final CampaignStore campaigns = new CampaignStore();

    public int insert(
            DSLContext tx,
            long campaign,
            Instant fireTime,
            RunState state,
            Instant now,
            boolean sandbox) {
        return tx.insertInto(RUN)
                .set(RUN.CAMPAIGN_ID, campaign)
                .set(RUN.FIRE_TIME, fireTime)
                .set(RUN.STATE, name(state))
                .set(RUN.STARTED_AT, now)
                .set(RUN.FINISHED_AT, state == RunState.MISSED ? now : null)
                .set(RUN.SANDBOX, sandbox)
                .returningResult(RUN.ID)
                .fetchSingle()
                .value1();
    }

    public Optional<Run> find(DSLContext dsl, int id) {
        return fetch(dsl, RUN.ID.eq(id), 1).stream().findFirst();
    }

    public Page<Run> page(
            DSLContext dsl, @Nullable Long campaign, @Nullable String after, int limit) {
        Condition where = campaign == null ? DSL.noCondition() : RUN.CAMPAIGN_ID.eq(campaign);
        if (after != null) {
            where = where.and(RUN.ID.lt(Math.toIntExact(Cursor.number(after))));
        }
        return Cursor.page(fetch(dsl, where, limit + 1), limit, run -> Integer.toString(run.id()));
    }

    private static List<Run> fetch(DSLContext dsl, Condition where, int limit) {
        return dsl.select(RUN.fields())
                .select(CAMPAIGN.NAME)
                .from(RUN)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                .where(where)
                .orderBy(RUN.ID.desc())
                .limit(limit)
                .fetch(RunStore::run);
    }

    private static Run run(Record row) {
        return new Run(
                row.get(RUN.ID),
                row.get(RUN.CAMPAIGN_ID),
                row.get(CAMPAIGN.NAME),
                RunState.valueOf(row.get(RUN.STATE).toUpperCase(Locale.ROOT)),
                row.get(RUN.FIRE_TIME),
                row.get(RUN.STARTED_AT),
                row.get(RUN.SNAPSHOT_AT),
                row.get(RUN.FINISHED_AT),
                row.get(RUN.RESUME_AT),
                row.get(RUN.TARGETED),
                row.get(RUN.PROBLEM),
                row.get(RUN.SANDBOX),
                row.get(RUN.SOURCE));
    }

    public long campaignOf(DSLContext tx, int run) {
        return tx.select(RUN.CAMPAIGN_ID)
                .from(RUN)
                .where(RUN.ID.eq(run))
                .fetchOptional(RUN.CAMPAIGN_ID)
                .orElseThrow(() -> ProblemException.notFound("run", run));
    }

    /// Claims hold a share lock on the run's row, so this waits for those under way and none starts
    /// after it.
    ///
    /// @param lacking the offer whose codes it waits for; null: it waits for somebody
    public void pause(
            DSLContext tx, long campaign, @Nullable String problem, @Nullable Long lacking) {
        tx.update(RUN)
                .set(RUN.STATE, name(RunState.PAUSED))
                .set(RUN.PROBLEM, problem)
                .set(RUN.LACKS_CODES_OF, lacking)
                .where(RUN.CAMPAIGN_ID.eq(campaign), RUN.STATE.eq(name(RunState.RUNNING)))
                .execute();
    }

    /// Runs that wait for codes, where there are some again.
    public List<Integer> supplied(DSLContext dsl, Instant now) {
        return dsl.resultQuery(SUPPLIED, DSL.val(now)).fetch(0, Integer.class);
    }

    public boolean lacksCodes(DSLContext tx, int run) {
        return tx.fetchExists(RUN, RUN.ID.eq(run), RUN.LACKS_CODES_OF.isNotNull());
    }

    public void resume(DSLContext tx, long campaign) {
        tx.update(RUN)
                .set(RUN.STATE, name(RunState.RUNNING))
                .setNull(RUN.PROBLEM)
                .setNull(RUN.LACKS_CODES_OF)
                .setNull(RUN.RESUME_AT)
                .where(RUN.CAMPAIGN_ID.eq(campaign), RUN.STATE.eq(name(RunState.PAUSED)))
                .execute();
    }

    public void cancel(DSLContext tx, long campaign, Instant now) {
        List<Integer> ids =
                tx.update(RUN)
                        .set(RUN.STATE, name(RunState.CANCELLED))
                        .set(RUN.FINISHED_AT, now)
                        .setNull(RUN.LACKS_CODES_OF)
                        .where(
                                RUN.CAMPAIGN_ID.eq(campaign),
                                RUN.STATE.in(name(RunState.RUNNING), name(RunState.PAUSED)))
                        .returningResult(RUN.ID)
                        .fetch(RUN.ID);
        for (Integer id : ids) {
            skipRest(tx, id, now);
            // who was written to on another channel before counts there, not as skipped
            tx.fetch("select count_delivering_attempts({0}, {1})", DSL.val(id), DSL.val(now));
        }
    }

    private static void skipRest(DSLContext tx, int run, Instant now) {
        var skipped =
                DSL.name("skipped")
                        .as(
                                DSL.update(RECIPIENT)
                                        .set(RECIPIENT.STATE, "skipped")
                                        .set(RECIPIENT.REASON, "cancelled")
                                        .setNull(RECIPIENT.DEFERRED_UNTIL)
                                        .setNull(RECIPIENT.FALL_BACK_AT)
                                        .where(
                                                RECIPIENT.RUN_ID.eq(run),
                                                RECIPIENT.STATE.in("pending", "deferred"))
                                        .returning());
        var row = skipped.asTable("row");
        tx.with(skipped)
                .insertInto(
                        EVENT_OUTBOX,
                        EVENT_OUTBOX.KIND,
                        EVENT_OUTBOX.OCCURRED_AT,
                        EVENT_OUTBOX.RUN_ID,
                        EVENT_OUTBOX.ORDINAL,
                        EVENT_OUTBOX.CONTACT_ID,
                        EVENT_OUTBOX.ARM,
                        EVENT_OUTBOX.CHANNEL,
                        EVENT_OUTBOX.COUNTRY,
                        EVENT_OUTBOX.LANGUAGE,
                        EVENT_OUTBOX.REASON)
                .select(
                        DSL.select(
                                        DSL.inline("skipped"),
                                        DSL.val(now),
                                        row.field(RECIPIENT.RUN_ID),
                                        row.field(RECIPIENT.ORDINAL),
                                        row.field(RECIPIENT.CONTACT_ID),
                                        row.field(RECIPIENT.ARM),
                                        DSL.coalesce(row.field(RECIPIENT.CHANNEL), ""),
                                        DSL.coalesce(row.field(RECIPIENT.COUNTRY), ""),
                                        DSL.coalesce(row.field(RECIPIENT.LANGUAGE), ""),
                                        row.field(RECIPIENT.REASON))
                                .from(row))
                .execute();
    }

    /// Skips rows that another node is just taking.
    public Optional<Launch> take(DSLContext dsl, String node, Instant now, Instant until) {
        return dsl.update(RUN)
                .set(RUN.NODE, node)
                .set(RUN.LEASE_UNTIL, until)
                .set(RUN.LAUNCHES, RUN.LAUNCHES.plus(1))
                .where(
                        RUN.ID.eq(
                                DSL.select(RUN.ID)
                                        .from(RUN)
                                        .where(
                                                RUN.STATE.eq(name(RunState.RUNNING)),
                                                RUN.LEASE_UNTIL
                                                        .isNull()
                                                        .or(RUN.LEASE_UNTIL.lt(now)),
                                                RUN.RESUME_AT
                                                        .isNull()
                                                        .or(RUN.RESUME_AT.le(now))
                                                        .or(movesOn(now)))
                                        .orderBy(RUN.ID)
                                        .limit(1)
                                        .forUpdate()
                                        .skipLocked()))
                .returningResult(RUN.ID, RUN.LAUNCHES)
                .fetchOptional(row -> new Launch(row.value1(), row.value2()));
    }

    /// A receipt may bring the time forward at which somebody moves on to another channel.
    private static Condition movesOn(Instant now) {
        return DSL.exists(
                DSL.selectOne()
                        .from(RECIPIENT)
                        .where(RECIPIENT.RUN_ID.eq(RUN.ID), RECIPIENT.FALL_BACK_AT.le(now)));
    }

    public boolean renew(DSLContext dsl, Launch launch, Instant until) {
        return dsl.update(RUN)
                        .set(RUN.LEASE_UNTIL, until)
                        .where(RUN.ID.eq(launch.runId()), RUN.LAUNCHES.eq(launch.number()))
                        .execute()
                == 1;
    }

    public Run release(DSLContext tx, Launch launch, Instant now) {
        int id = launch.runId();
        // the campaign is locked before the run everywhere, or two buttons could deadlock
        long campaign = campaignOf(tx, id);
        campaigns.lock(tx, campaign);
        boolean ours =
                tx.update(RUN)
                                .setNull(RUN.LEASE_UNTIL)
                                .setNull(RUN.NODE)
                                .where(RUN.ID.eq(id), RUN.LAUNCHES.eq(launch.number()))
                                .execute()
                        == 1;
        Run run = find(tx, id).orElseThrow();
        if (!ours || run.state() != RunState.RUNNING || run.snapshotAt() == null) {
            return run;
        }
        var left =
                tx.select(
                                DSL.count()
                                        .filterWhere(RECIPIENT.STATE.in("pending", "claimed"))
                                        .as("now"),
                                DSL.least(
                                                DSL.min(RECIPIENT.DEFERRED_UNTIL)
                                                        .filterWhere(
                                                                RECIPIENT.STATE.eq("deferred")),
                                                DSL.min(RECIPIENT.FALL_BACK_AT))
                                        .as("later"))
                        .from(RECIPIENT)
                        .where(
                                RECIPIENT.RUN_ID.eq(id),
                                RECIPIENT
                                        .STATE
                                        .in("pending", "claimed", "deferred")
                                        .or(RECIPIENT.FALL_BACK_AT.isNotNull()))
                        .fetchSingle();
        Instant later = left.value2();
        if (left.value1() == 0 && later == null) {
            tx.update(RUN)
                    .set(RUN.STATE, name(RunState.FINISHED))
                    .set(RUN.FINISHED_AT, now)
                    .setNull(RUN.RESUME_AT)
                    .where(RUN.ID.eq(id))
                    .execute();
            campaigns.state(tx, campaign, CampaignState.FINISHED, now);
        } else if (left.value1() == 0) {
            tx.update(RUN).set(RUN.RESUME_AT, later).where(RUN.ID.eq(id)).execute();
        }
        return find(tx, id).orElseThrow();
    }

    private static String name(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
