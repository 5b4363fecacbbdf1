package org.parley.core.testing;

import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CAMPAIGN_ARM;
import static org.parley.sql.postgres.Tables.CONSENT_EVENT;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.MESSAGE;
import static org.parley.sql.postgres.Tables.MESSAGE_VARIANT;
import static org.parley.sql.postgres.Tables.RUN;
import static org.parley.sql.postgres.Tables.SEGMENT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.types.YearToSecond;
import org.jspecify.annotations.Nullable;
import org.parley.sql.testing.TestStores;

/// A small company in a database of its own.
public final class World {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final DataSource database = TestStores.freshPostgres();

    /// For several threads at once: each statement or transaction has a connection of its own.
    public final DSLContext dsl = DSL.using(database, SQLDialect.POSTGRES);

    /// For one thread at a time, and faster.
    public final DSLContext quick = OneConnection.to(database);

    public final long segment =
            id(
                    quick.insertInto(SEGMENT)
                            .set(SEGMENT.NAME, "everybody")
                            .set(SEGMENT.RULE, JSONB.valueOf("{\"all\":[]}"))
                            .returningResult(SEGMENT.ID)
                            .fetchSingle()
                            .value1());
    public final long message =
            id(
                    quick.insertInto(MESSAGE)
                            .set(MESSAGE.NAME, "hello")
                            .returningResult(MESSAGE.ID)
                            .fetchSingle()
                            .value1());
    public final long variant =
            id(
                    quick.insertInto(MESSAGE_VARIANT)
                            .set(MESSAGE_VARIANT.MESSAGE_ID, message)
                            .set(MESSAGE_VARIANT.NAME, "A")
                            .set(
                                    MESSAGE_VARIANT.CONTENT,
                                    JSONB.valueOf(
                                            "{\"version\":1,\"text\":\"Hello {{ first_name }}\"}"))
                            .returningResult(MESSAGE_VARIANT.ID)
                            .fetchSingle()
                            .value1());

    private static long id(Long value) {
        return value;
    }

    public long contact(String externalId) {
        return contact(externalId, "DE", "Europe/Berlin");
    }

    public long contact(String externalId, String country, @Nullable String zone) {
        return id(
                quick.insertInto(CONTACT)
                        .set(CONTACT.EXTERNAL_ID, externalId)
                        .set(CONTACT.FIRST_NAME, "Ann")
                        .set(CONTACT.COUNTRY, country)
                        .set(CONTACT.TIME_ZONE, zone)
                        .returningResult(CONTACT.ID)
                        .fetchSingle()
                        .value1());
    }

    public void address(long contact, String channel, String value) {
        quick.insertInto(ADDRESS)
                .set(ADDRESS.CONTACT_ID, contact)
                .set(ADDRESS.CHANNEL, channel)
                .set(ADDRESS.VALUE, value)
                .execute();
    }

    public void consent(long contact, String channel, String state, Instant at) {
        quick.insertInto(CONSENT_EVENT)
                .set(CONSENT_EVENT.CONTACT_ID, contact)
                .set(CONSENT_EVENT.CHANNEL, channel)
                .set(CONSENT_EVENT.PURPOSE, "marketing")
                .set(CONSENT_EVENT.STATE, state)
                .set(CONSENT_EVENT.OCCURRED_AT, at)
                .set(CONSENT_EVENT.SOURCE, "test")
                .execute();
    }

    /// A contact that can be written to on `chat`.
    public long reachable(String externalId) {
        long contact = contact(externalId);
        address(contact, "chat", "chat-" + externalId);
        consent(contact, "chat", "granted", LONG_AGO);
        return contact;
    }

    /// As {@link #reachable}, `c0`, `c1` and so on, at once.
    public void reachableCrowd(int people) {
        quick.execute(
                """
                with added as (
                  insert into contact (external_id, first_name, country, time_zone)
                  select 'c' || i, 'Ann', 'DE', 'Europe/Berlin' from generate_series(0, {0} - 1) as i
                  returning id, external_id
                ), addressed as (
                  insert into address (contact_id, channel, value) select id, 'chat', 'chat-' || external_id from added
                )
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                select id, 'chat', 'marketing', 'granted', {1}, 'test' from added\
                """,
                DSL.val(people), DSL.val(LONG_AGO));
    }

    /// A running campaign of one arm on `chat`.
    public int run(String campaign) {
        return run(campaign, List.of(new ArmRow("chat", "chat", 10_000)));
    }

    /// One arm; a null channel is the holdout.
    public record ArmRow(String name, @Nullable String channel, int weight) {}

    public int run(String campaign, List<ArmRow> arms) {
        Long id =
                quick.insertInto(CAMPAIGN)
                        .set(CAMPAIGN.NAME, campaign)
                        .set(CAMPAIGN.SEGMENT_ID, segment)
                        .set(CAMPAIGN.MESSAGE_ID, message)
                        .set(CAMPAIGN.STATE, "running")
                        .set(CAMPAIGN.SEED, "seed of " + campaign)
                        .set(CAMPAIGN.CREATED_BY, "test")
                        .returningResult(CAMPAIGN.ID)
                        .fetchSingle()
                        .value1();
        for (int i = 0; i < arms.size(); i++) {
            ArmRow arm = arms.get(i);
            quick.insertInto(CAMPAIGN_ARM)
                    .set(CAMPAIGN_ARM.CAMPAIGN_ID, id)
                    .set(CAMPAIGN_ARM.ARM, (short) (i + 1))
                    .set(CAMPAIGN_ARM.NAME, arm.name())
                    .set(CAMPAIGN_ARM.CHANNEL, arm.channel())
                    .set(CAMPAIGN_ARM.VARIANT_ID, arm.channel() == null ? null : variant)
                    .set(CAMPAIGN_ARM.WEIGHT, arm.weight())
                    .execute();
        }
        return quick.insertInto(RUN)
                .set(RUN.CAMPAIGN_ID, id)
                .set(RUN.FIRE_TIME, LONG_AGO)
                .set(RUN.STARTED_AT, LONG_AGO)
                .set(RUN.STATE, "running")
                .returningResult(RUN.ID)
                .fetchSingle()
                .value1();
    }

    /// A running campaign of one arm that falls back from channel to channel, at a price of 0.01,
    /// 0.02, ... EUR for a message that is sent.
    public int chain(String campaign, Duration fallbackAfter, String... channels) {
        int run = run(campaign, List.of(new ArmRow("chain", channels[0], 10_000)));
        quick.execute(
                "update campaign_arm set fallback_after = {0} where campaign_id = (select campaign_id from run where id = {1})",
                DSL.val(YearToSecond.valueOf(fallbackAfter)), DSL.val(run));
        for (int i = 0; i < channels.length; i++) {
            if (i > 0) {
                quick.execute(
                        "insert into campaign_arm_step (campaign_id, arm, step, channel) select campaign_id, 1, {0}, {1} from run where id = {2}",
                        DSL.val((short) (i + 1)), DSL.val(channels[i]), DSL.val(run));
            }
            quick.execute(
                    "insert into rate_card (channel, billed_on, price, currency, vendor, effective_from) values ({0}, 'sent', {1} * 0.01, 'EUR', 'Test', '2026-01-01') on conflict do nothing",
                    DSL.val(channels[i]), DSL.val(i + 1));
        }
        return run;
    }

    /// A contact that can be written to on these channels, at `<channel>-<external id>`.
    public long reachableOn(String externalId, String... channels) {
        long contact = contact(externalId);
        for (String channel : channels) {
            address(contact, channel, channel + "-" + externalId);
            consent(contact, channel, "granted", LONG_AGO);
        }
        return contact;
    }

    /// How many events of each kind a run has told.
    public Map<String, Integer> events(int run) {
        return new TreeMap<>(
                quick.select(EVENT_OUTBOX.KIND, DSL.count())
                        .from(EVENT_OUTBOX)
                        .where(EVENT_OUTBOX.RUN_ID.eq(run))
                        .groupBy(EVENT_OUTBOX.KIND)
                        .fetchMap(EVENT_OUTBOX.KIND, DSL.count()));
    }
}
