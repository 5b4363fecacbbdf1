package org.parley.core.campaign.internal;

import static org.parley.sql.postgres.Tables.ARM_STEP;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM_STEP;
import static org.parley.sql.postgres.Tables.MESSAGE;
import static org.parley.sql.postgres.Tables.MESSAGE_VARIANT;
import static org.parley.sql.postgres.Tables.OFFER;
import static org.parley.sql.postgres.Tables.SEGMENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.types.YearToSecond;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Arm;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.campaign.Campaign;
import org.parley.core.campaign.CampaignState;
import org.parley.core.campaign.FrequencyCap;
import org.parley.core.campaign.NewCampaign;
import org.parley.core.campaign.NewCampaign.NewArm;
import org.parley.core.campaign.QuietHours;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.Cursor;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Campaigns and their arms in PostgreSQL.
public final class CampaignStore {

    public Campaign insert(
            DSLContext tx, NewCampaign draft, Supplier<String> seeds, String actor, Instant now) {
        requireExisting(tx, draft);
        Map<String, Long> variants =
                tx.select(MESSAGE_VARIANT.NAME, MESSAGE_VARIANT.ID)
                        .from(MESSAGE_VARIANT)
                        .where(MESSAGE_VARIANT.MESSAGE_ID.eq(draft.messageId()))
                        .fetchMap(MESSAGE_VARIANT.NAME, MESSAGE_VARIANT.ID);
        QuietHours quiet = draft.quietHours();
        FrequencyCap cap = draft.cap();
        var id =
                tx.insertInto(CAMPAIGN)
                        .set(CAMPAIGN.NAME, draft.name().strip())
                        .set(CAMPAIGN.SEGMENT_ID, draft.segmentId())
                        .set(CAMPAIGN.MESSAGE_ID, draft.messageId())
                        .set(
                                CAMPAIGN.PURPOSE,
                                draft.purpose() == null ? "marketing" : draft.purpose())
                        .set(CAMPAIGN.SEED, draft.seed() == null ? seeds.get() : draft.seed())
                        .set(CAMPAIGN.QUIET_FROM, quiet == null ? null : quiet.from())
                        .set(CAMPAIGN.QUIET_UNTIL, quiet == null ? null : quiet.until())
                        .set(CAMPAIGN.CAP_COUNT, cap == null ? null : cap.count())
                        .set(
                                CAMPAIGN.CAP_WINDOW,
                                cap == null ? null : YearToSecond.valueOf(cap.window()))
                        .set(
                                CAMPAIGN.ATTRIBUTION_DAYS,
                                draft.attributionDays() == null ? 7 : draft.attributionDays())
                        .set(CAMPAIGN.COST_CENTRE, draft.costCentre())
                        .set(CAMPAIGN.MARGIN, draft.margin())
                        .set(CAMPAIGN.CREATED_BY, actor)
                        .set(CAMPAIGN.CREATED_AT, now)
                        .set(CAMPAIGN.UPDATED_AT, now)
                        .onConflict(CAMPAIGN.NAME)
                        .doNothing()
                        .returningResult(CAMPAIGN.ID)
                        .fetchOptional(CAMPAIGN.ID)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ErrorCode.ALREADY_EXISTS,
                                        "There is a campaign of this name; choose another",
                                        List.of(new FieldProblem("name", "This name is taken"))));
        var insert =
                tx.insertInto(
                        CAMPAIGN_ARM,
                        CAMPAIGN_ARM.CAMPAIGN_ID,
                        CAMPAIGN_ARM.ARM,
                        CAMPAIGN_ARM.NAME,
                        CAMPAIGN_ARM.VARIANT_ID,
                        CAMPAIGN_ARM.CHANNEL,
                        CAMPAIGN_ARM.ACCOUNT,
                        CAMPAIGN_ARM.FALLBACK_AFTER,
                        CAMPAIGN_ARM.WEIGHT,
                        CAMPAIGN_ARM.OFFER_ID);
        for (int i = 0; i < draft.arms().size(); i++) {
            NewArm arm = draft.arms().get(i);
            Step first = arm.steps().isEmpty() ? null : arm.steps().getFirst();
            insert =
                    insert.values(
                            id,
                            (short) (i + 1),
                            arm.name(),
                            variantId(variants, arm, i),
                            first == null ? null : first.channel().name(),
                            first == null ? null : first.account(),
                            arm.fallbackAfter() == null
                                    ? null
                                    : YearToSecond.valueOf(arm.fallbackAfter()),
                            arm.weight(),
                            arm.offerId());
        }
        insert.execute();
        insertFurtherSteps(tx, id, draft);
        return find(tx, id).orElseThrow();
    }

    private static void insertFurtherSteps(DSLContext tx, long campaign, NewCampaign draft) {
        for (int i = 0; i < draft.arms().size(); i++) {
            List<Step> steps = draft.arms().get(i).steps();
            for (int step = 1; step < steps.size(); step++) {
                tx.insertInto(CAMPAIGN_ARM_STEP)
                        .set(CAMPAIGN_ARM_STEP.CAMPAIGN_ID, campaign)
                        .set(CAMPAIGN_ARM_STEP.ARM, (short) (i + 1))
                        .set(CAMPAIGN_ARM_STEP.STEP, (short) (step + 1))
                        .set(CAMPAIGN_ARM_STEP.CHANNEL, steps.get(step).channel().name())
                        .set(CAMPAIGN_ARM_STEP.ACCOUNT, steps.get(step).account())
                        .execute();
            }
        }
    }

    private static @Nullable Long variantId(Map<String, Long> variants, NewArm arm, int index) {
        if (arm.variant() == null) {
            return null;
        }
        Long id = variants.get(arm.variant());
        if (id == null) {
            throw ProblemException.invalid(
                    "arms[" + index + "].variant",
                    "The message has no variant "
                            + arm.variant()
                            + "; it has "
                            + variants.keySet().stream().sorted().toList());
        }
        return id;
    }

    private static void requireExisting(DSLContext tx, NewCampaign draft) {
        if (!tx.fetchExists(SEGMENT, SEGMENT.ID.eq(draft.segmentId()))) {
            throw ProblemException.invalid("segmentId", "There is no segment " + draft.segmentId());
        }
        if (!tx.fetchExists(MESSAGE, MESSAGE.ID.eq(draft.messageId()))) {
            throw ProblemException.invalid("messageId", "There is no message " + draft.messageId());
        }
        for (int i = 0; i < draft.arms().size(); i++) {
            Long offer = draft.arms().get(i).offerId();
            if (offer != null && !tx.fetchExists(OFFER, OFFER.ID.eq(offer))) {
                throw ProblemException.invalid(
                        "arms[" + i + "].offerId", "There is no offer " + offer);
            }
        }
    }

    public Optional<Campaign> find(DSLContext dsl, long id) {
        return fetch(dsl, CAMPAIGN.ID.eq(id), 1).stream().findFirst();
    }

    public Page<Campaign> page(DSLContext dsl, @Nullable String after, int limit) {
        Condition where = after == null ? DSL.noCondition() : CAMPAIGN.ID.lt(Cursor.number(after));
        List<Campaign> found = fetch(dsl, where, limit + 1);
        return Cursor.page(found, limit, campaign -> Long.toString(campaign.id()));
    }

    private List<Campaign> fetch(DSLContext dsl, Condition where, int limit) {
        var rows =
                dsl.select(CAMPAIGN.fields())
                        .select(SEGMENT.NAME, MESSAGE.NAME)
                        .from(CAMPAIGN)
                        .join(SEGMENT)
                        .on(SEGMENT.ID.eq(CAMPAIGN.SEGMENT_ID))
                        .join(MESSAGE)
                        .on(MESSAGE.ID.eq(CAMPAIGN.MESSAGE_ID))
                        .where(where)
                        .orderBy(CAMPAIGN.ID.desc())
                        .limit(limit)
                        .fetch();
        Map<Place, List<Step>> steps =
                dsl.selectFrom(ARM_STEP)
                        .where(ARM_STEP.CAMPAIGN_ID.in(rows.getValues(CAMPAIGN.ID)))
                        .orderBy(ARM_STEP.CAMPAIGN_ID, ARM_STEP.ARM, ARM_STEP.STEP)
                        .fetchGroups(CampaignStore::place, CampaignStore::step);
        Map<Long, List<Arm>> arms =
                dsl.select(
                                CAMPAIGN_ARM.CAMPAIGN_ID,
                                CAMPAIGN_ARM.ARM,
                                CAMPAIGN_ARM.NAME,
                                CAMPAIGN_ARM.VARIANT_ID,
                                MESSAGE_VARIANT.NAME,
                                CAMPAIGN_ARM.FALLBACK_AFTER,
                                CAMPAIGN_ARM.OFFER_ID,
                                CAMPAIGN_ARM.WEIGHT)
                        .from(CAMPAIGN_ARM)
                        .leftJoin(MESSAGE_VARIANT)
                        .on(MESSAGE_VARIANT.ID.eq(CAMPAIGN_ARM.VARIANT_ID))
                        .where(CAMPAIGN_ARM.CAMPAIGN_ID.in(rows.getValues(CAMPAIGN.ID)))
                        .orderBy(CAMPAIGN_ARM.CAMPAIGN_ID, CAMPAIGN_ARM.ARM)
                        .fetchGroups(CAMPAIGN_ARM.CAMPAIGN_ID, row -> arm(row, steps));
        List<Campaign> campaigns = new ArrayList<>(rows.size());
        rows.forEach(row -> campaigns.add(campaign(row, arms)));
        return campaigns;
    }

    private record Place(long campaign, int arm) {}

    // columns of a view may be null for all that the database says; these never are
    private static Place place(Record row) {
        return new Place(
                Objects.requireNonNull(row.get(ARM_STEP.CAMPAIGN_ID)),
                Objects.requireNonNull(row.get(ARM_STEP.ARM)));
    }

    private static Step step(Record row) {
        return new Step(
                new Channel(Objects.requireNonNull(row.get(ARM_STEP.CHANNEL))),
                row.get(ARM_STEP.ACCOUNT));
    }

    private static Arm arm(Record row, Map<Place, List<Step>> steps) {
        Long variant = row.get(CAMPAIGN_ARM.VARIANT_ID);
        YearToSecond wait = row.get(CAMPAIGN_ARM.FALLBACK_AFTER);
        Place place = new Place(row.get(CAMPAIGN_ARM.CAMPAIGN_ID), row.get(CAMPAIGN_ARM.ARM));
        return new Arm(
                place.arm(),
                row.get(CAMPAIGN_ARM.NAME),
                variant == null
                        ? null
                        : new Arm.Placement(
                                variant,
                                row.get(MESSAGE_VARIANT.NAME),
                                steps.getOrDefault(place, List.of()),
                                wait == null ? null : wait.toDuration(),
                                row.get(CAMPAIGN_ARM.OFFER_ID)),
                row.get(CAMPAIGN_ARM.WEIGHT));
    }

    private static Campaign campaign(Record row, Map<Long, List<Arm>> arms) {
        var from = row.get(CAMPAIGN.QUIET_FROM);
        var until = row.get(CAMPAIGN.QUIET_UNTIL);
        Integer count = row.get(CAMPAIGN.CAP_COUNT);
        YearToSecond window = row.get(CAMPAIGN.CAP_WINDOW);
        return new Campaign(
                row.get(CAMPAIGN.ID),
                row.get(CAMPAIGN.NAME),
                row.get(CAMPAIGN.SEGMENT_ID),
                row.get(SEGMENT.NAME),
                row.get(CAMPAIGN.MESSAGE_ID),
                row.get(MESSAGE.NAME),
                row.get(CAMPAIGN.PURPOSE),
                state(row.get(CAMPAIGN.STATE)),
                row.get(CAMPAIGN.SCHEDULED_AT),
                row.get(CAMPAIGN.SEED),
                arms.getOrDefault(row.get(CAMPAIGN.ID), List.of()),
                from == null || until == null ? null : new QuietHours(from, until),
                count == null || window == null
                        ? null
                        : new FrequencyCap(count, window.toDuration()),
                row.get(CAMPAIGN.ATTRIBUTION_DAYS),
                row.get(CAMPAIGN.COST_CENTRE),
                row.get(CAMPAIGN.MARGIN),
                row.get(CAMPAIGN.CREATED_BY),
                row.get(CAMPAIGN.CREATED_AT));
    }

    /// Locks the row until the transaction ends. Not its key: claims give codes of the campaign
    /// while they hold the run, which whoever pauses wants next.
    public Optional<CampaignState> lock(DSLContext tx, long id) {
        return tx.select(CAMPAIGN.STATE)
                .from(CAMPAIGN)
                .where(CAMPAIGN.ID.eq(id))
                .forNoKeyUpdate()
                .fetchOptional(row -> state(row.value1()));
    }

    public void state(DSLContext tx, long id, CampaignState state, Instant now) {
        tx.update(CAMPAIGN)
                .set(CAMPAIGN.STATE, state.name().toLowerCase(Locale.ROOT))
                .set(CAMPAIGN.UPDATED_AT, now)
                .where(CAMPAIGN.ID.eq(id))
                .execute();
    }

    public void schedule(DSLContext tx, long id, Instant at, Instant now) {
        state(tx, id, CampaignState.SCHEDULED, now);
        tx.update(CAMPAIGN).set(CAMPAIGN.SCHEDULED_AT, at).where(CAMPAIGN.ID.eq(id)).execute();
    }

    public Instant scheduledAt(DSLContext tx, long id) {
        return tx.select(CAMPAIGN.SCHEDULED_AT)
                .from(CAMPAIGN)
                .where(CAMPAIGN.ID.eq(id))
                .fetchSingle()
                .value1();
    }

    public Duration missedGrace(DSLContext tx, long id) {
        return tx.select(CAMPAIGN.MISSED_GRACE)
                .from(CAMPAIGN)
                .where(CAMPAIGN.ID.eq(id))
                .fetchSingle()
                .value1()
                .toDuration();
    }

    public List<Long> dueBefore(DSLContext dsl, Instant instant) {
        return dsl.select(CAMPAIGN.ID)
                .from(CAMPAIGN)
                .where(CAMPAIGN.STATE.eq("scheduled"), CAMPAIGN.SCHEDULED_AT.le(instant))
                .orderBy(CAMPAIGN.SCHEDULED_AT)
                .limit(100)
                .fetch(CAMPAIGN.ID);
    }

    private static CampaignState state(String name) {
        return CampaignState.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
