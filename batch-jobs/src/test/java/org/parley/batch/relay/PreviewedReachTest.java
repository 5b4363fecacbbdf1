package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Param;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.core.audience.AudiencePreview;
import org.parley.core.audience.AudiencePreview.UnreachableCount;
import org.parley.core.audience.Segments;
import org.parley.core.dispatch.Ledger;
import org.parley.core.kernel.Channel;
import org.parley.core.offer.CodeIssue;
import tools.jackson.databind.json.JsonMapper;

/// What the preview says of a channel, out of ClickHouse's copies, is what the snapshot of a run
/// decides, out of PostgreSQL: of random people with several addresses each, who agreed, withdrew
/// and agreed again for several purposes, and of whom some were suppressed or erased.
class PreviewedReachTest {

    private static final long SEED = 20_261_122;
    private static final int PEOPLE = 250;
    private static final int ROUNDS = 3;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> CHANNELS = List.of("email", "sms", "viber");
    private static final List<String> PURPOSES = List.of("marketing", "service", "it's");
    private static final List<String> RULES =
            List.of(
                    "{\"all\":[]}",
                    "{\"any\":[{\"reachable\":\"sms\"},{\"not\":{\"consent\":{\"channel\":\"viber\"}}}]}");

    private final Random random = new Random(SEED);
    private final RelayWorld world = new RelayWorld();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Segments segments = new Segments(world.postgres, world.clickHouse, clock);
    private final Ledger ledger =
            new Ledger(
                    world.postgres,
                    clock,
                    ZoneOffset.UTC,
                    Duration.ofMinutes(2),
                    new CodeIssue(new SecureRandom()));
    private int campaigns;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void thePreviewSaysWhatTheSnapshotDecides() {
        world.postgres("insert into message (name) values ('hello')");
        world.postgres(
                "insert into message_variant (message_id, name, content) values (1, 'A', '{\"version\":1,\"text\":\"Hello\"}')");
        world.postgres(
                "insert into contact (external_id) select i::text from generate_series(1, {0}) i",
                val(PEOPLE));
        for (String rule : RULES) {
            world.postgres(
                    "insert into segment (name, rule) values ({0}, {1})",
                    val(rule), val(JSONB.valueOf(rule)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            world.postgres.transaction(tx -> live(tx.dsl()));
            while (world.waiting("mirror_change") > 0) {
                world.mirrors().ship();
            }
            for (int segment = 1; segment <= RULES.size(); segment++) {
                compare(segment);
            }
        }
    }

    private void compare(int segment) {
        List<Channel> channels = CHANNELS.stream().map(Channel::new).toList();
        for (String purpose : PURPOSES) {
            AudiencePreview preview =
                    segments.preview(
                            JsonMapper.shared().readTree(RULES.get(segment - 1)),
                            purpose,
                            channels);
            assertThat(preview.channels())
                    .allSatisfy(told -> {
                        Map<String, Long> previewed = new TreeMap<>(Map.of("", told.reachable()));
                        for (UnreachableCount line : told.unreachable()) {
                            previewed.put(line.reason(), line.count());
                        }
                        assertThat(previewed)
                                .as("%s for %s, segment %s", told.channel(), purpose, segment)
                                // or the test would prove nothing
                                .hasSize(5)
                                .isEqualTo(decided(segment, told.channel(), purpose));
                    });
        }
    }

    /// People by the reason why the snapshot of a run skips them; empty: it does not.
    private Map<String, Long> decided(int segment, String channel, String purpose) {
        campaigns++;
        world.postgres(
                "insert into campaign (name, segment_id, message_id, purpose, seed, created_by) values ({0}, {1}, 1, {2}, 's', 'test')",
                val("c" + campaigns), val(segment), val(purpose));
        world.postgres(
                "insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values ({0}, 1, 'all', 1, {1}, 10000)",
                val(campaigns), val(channel));
        world.postgres(
                "insert into run (campaign_id, fire_time, state, started_at) values ({0}, {1}::timestamptz, 'running', {1}::timestamptz)",
                val(campaigns), val(NOW.toString()));
        ledger.freeze(campaigns, segments.of(segment, NOW));
        Map<String, Long> people = new TreeMap<>();
        world.postgres
                .resultQuery(
                        "select coalesce(reason, '') as reason, count(*) as people from recipient where run_id = {0} group by 1",
                        val(campaigns))
                .forEach(
                        row -> people.put(row.get(0, String.class), row.get("people", Long.class)));
        return people;
    }

    /// Something happens to most of the people, and one is erased.
    private void live(DSLContext postgres) {
        for (int i = 0; i < PEOPLE * 8; i++) {
            Param<Integer> contact = val(1 + random.nextInt(PEOPLE));
            Param<String> channel = val(any(CHANNELS));
            switch (random.nextInt(8)) {
                case 0, 1 ->
                        postgres.execute(
                                "insert into address (contact_id, channel, value, state)"
                                        + " select id, {1}, {1} || id || {2}, {3} from contact where id = {0} on conflict do nothing",
                                contact,
                                channel,
                                val("." + random.nextInt(3)),
                                val(any(List.of("active", "active", "invalid", "blocked"))));
                case 2 ->
                        postgres.execute(
                                "update address set state = {2} where contact_id = {0} and channel = {1}",
                                contact, channel, val(any(List.of("active", "invalid"))));
                case 3 ->
                        // the snapshot of one channel does not ask for it, the claim does
                        postgres.execute(
                                "insert into suppression (channel, address_key, reason)"
                                        + " select channel, suppression_key(channel, value), 'complained'"
                                        + " from address where contact_id = {0} on conflict do nothing",
                                contact);
                default ->
                        // few times, so that many tie
                        postgres.execute(
                                "insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)"
                                        + " select id, {1}, {2}, {3}, {4}::timestamptz, 'form' from contact where id = {0}"
                                        + " on conflict do nothing",
                                contact,
                                channel,
                                val(any(PURPOSES)),
                                val(any(List.of("granted", "withdrawn"))),
                                val(NOW.minus(Duration.ofDays(random.nextInt(5))).toString()));
            }
        }
        postgres.execute("delete from contact where id = {0}", val(1 + random.nextInt(PEOPLE)));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
