package org.parley.batch.imports.staging;

import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.FOREIGN_RUN;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.imports.results.ResultMapping.Cost;
import org.parley.batch.imports.results.ResultMapping.SentArm;
import org.parley.batch.imports.results.ResultMapping.SentCampaign;
import tools.jackson.databind.json.JsonMapper;

/// Campaigns that other tools sent, each with its one run, which is over. Joins the caller's
/// transaction.
public final class ForeignRuns {

    private final DSLContext dsl;
    private final JsonMapper json;
    private final Clock clock;

    public ForeignRuns(DSLContext dsl, JsonMapper json, Clock clock) {
        this.dsl = dsl;
        this.json = json;
        this.clock = clock;
    }

    /// What all files of a run must agree on: how they are laid out may differ.
    private record Plan(
            SentCampaign campaign, List<PlannedArm> arms, boolean rawOpens, String store) {}

    private record PlannedArm(
            String name, @Nullable String channel, int weight, @Nullable Cost cost) {}

    Optional<Integer> find(SentCampaign campaign) {
        return dsl.select(RUN.ID)
                .from(RUN)
                .where(RUN.SOURCE.eq(campaign.source()))
                .and(RUN.SOURCE_CAMPAIGN.eq(campaign.externalId()))
                .fetchOptional(RUN.ID);
    }

    /// The run of the mapping, made where it is not there yet.
    ///
    /// @param actor who imports it
    /// @return its number
    /// @throws MalformedFileException where it was told otherwise before, or its name is taken
    int land(ResultMapping mapping, String actor) {
        JSONB plan = JSONB.valueOf(json.writeValueAsString(plan(mapping)));
        Optional<Integer> known = find(mapping.campaign());
        if (known.isEmpty()) {
            return make(mapping, plan, actor);
        }
        if (!dsl.fetchExists(
                FOREIGN_RUN, FOREIGN_RUN.RUN_ID.eq(known.get()).and(FOREIGN_RUN.PLAN.eq(plan)))) {
            throw new MalformedFileException(
                    "Results of this campaign are here already as run "
                            + known.get()
                            + ", and their mapping said otherwise of the campaign, its arms, its costs,"
                            + " its opens or its store. Use that mapping; or, where this is another"
                            + " campaign, give it an externalId of its own");
        }
        return known.get();
    }

    private static Plan plan(ResultMapping mapping) {
        return new Plan(
                mapping.campaign(),
                mapping.arms().stream()
                        .map(arm ->
                                new PlannedArm(
                                        arm.name(),
                                        arm.channel(),
                                        ResultMapping.weight(arm),
                                        arm.cost()))
                        .toList(),
                mapping.rawOpens(),
                mapping.store());
    }

    private int make(ResultMapping mapping, JSONB plan, String actor) {
        SentCampaign sent = mapping.campaign();
        Instant now = clock.instant();
        long campaign = campaign(sent, actor, now);
        for (int i = 0; i < mapping.arms().size(); i++) {
            SentArm arm = mapping.arms().get(i);
            dsl.insertInto(CAMPAIGN_ARM)
                    .set(CAMPAIGN_ARM.CAMPAIGN_ID, campaign)
                    .set(CAMPAIGN_ARM.ARM, (short) (i + 1))
                    .set(CAMPAIGN_ARM.NAME, arm.name())
                    .set(CAMPAIGN_ARM.CHANNEL, arm.channel())
                    .set(CAMPAIGN_ARM.WEIGHT, ResultMapping.weight(arm))
                    .set(CAMPAIGN_ARM.ELSEWHERE, true)
                    .execute();
        }
        Instant began = sent.began();
        int run =
                dsl.insertInto(RUN)
                        .set(RUN.CAMPAIGN_ID, campaign)
                        .set(RUN.FIRE_TIME, began)
                        .set(RUN.STATE, "finished")
                        .set(RUN.STARTED_AT, began)
                        .set(RUN.SNAPSHOT_AT, began)
                        .set(RUN.FINISHED_AT, began)
                        .set(RUN.SOURCE, sent.source())
                        .set(RUN.SOURCE_CAMPAIGN, sent.externalId())
                        .returningResult(RUN.ID)
                        .fetchSingle()
                        .value1();
        dsl.insertInto(FOREIGN_RUN)
                .set(FOREIGN_RUN.RUN_ID, run)
                .set(FOREIGN_RUN.PLAN, plan)
                .execute();
        return run;
    }

    private long campaign(SentCampaign sent, String actor, Instant now) {
        return dsl.insertInto(CAMPAIGN)
                .set(CAMPAIGN.NAME, sent.name().strip())
                .set(CAMPAIGN.PURPOSE, sent.purposeOrMarketing())
                .set(CAMPAIGN.STATE, "finished")
                .set(CAMPAIGN.SEED, sent.source() + "/" + sent.externalId())
                .set(CAMPAIGN.ATTRIBUTION_DAYS, sent.days())
                .set(CAMPAIGN.COST_CENTRE, sent.costCentre())
                .set(CAMPAIGN.MARGIN, sent.margin())
                .set(CAMPAIGN.CREATED_BY, actor)
                .set(CAMPAIGN.CREATED_AT, now)
                .set(CAMPAIGN.UPDATED_AT, now)
                .set(CAMPAIGN.ELSEWHERE, true)
                .onConflict(CAMPAIGN.NAME)
                .doNothing()
                .returningResult(CAMPAIGN.ID)
                .fetchOptional(CAMPAIGN.ID)
                .orElseThrow(() ->
                        new MalformedFileException(
                                "There is another campaign of this name; give this one another in"
                                        + " campaign.name of the mapping"));
    }
}
