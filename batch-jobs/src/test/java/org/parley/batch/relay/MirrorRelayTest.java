package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorRelayTest {

    private static final String PROFILES =
            """
            select formatRowNoNewline('CSV', id, deleted, country, language, time_zone, preferred_channel, created_at)
            from contact final order by id\
            """;
    private static final String REACH =
            """
            select toString((arraySort(tags), arraySort(reachable), arraySort(addressed), arraySort(granted), arraySort(withdrawn)))
            from contact final order by id\
            """;
    private static final String ATTRIBUTES =
            """
            select toString((text_attributes, number_attributes, boolean_attributes, date_attributes))
            from contact final order by id\
            """;
    private static final String ORDERS =
            """
            select formatRowNoNewline('CSV', id, store, external_id, kind, original_id, contact_id, placed_at, currency,
              revenue_minor, revenue, run_id, ordinal, arm, channel, country, touch_kind, touch_at)
            from shop_order final order by id\
            """;
    private static final String LINES =
            """
            select formatRowNoNewline('CSV', contact_id, order_id, line_no, kind, placed_at, sku, quantity, amount, currency)
            from shop_order_line final order by order_id, line_no\
            """;

    private final RelayWorld world = new RelayWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aContactArrivesWholeAndWithoutPersonalData() {
        world.postgres(
                "insert into attribute_definition (name, type) values ('born', 'date'), ('since', 'date')");
        world.postgres(
                """
                insert into contact (external_id, first_name, email, country, language, time_zone, tags, attributes,
                  preferred_channel, created_at)
                values ('ana', 'Ana', 'ana@example.org', 'ES', 'es-ES', 'Europe/Madrid', array['vip', {0}], cast({1} as jsonb), 'viber',
                  '2026-10-20 12:00:00.5+00'),
                  ('bo', null, null, null, null, null, default, default, null, '1969-07-20 20:17:40+00'),
                  ('cy', null, null, 'X', null, null, default, default, null, '2026-10-20 12:00+00')
                """,
                val("it's \\ ключ"),
                val(
                        """
                        {"city": "Málaga 'x' \\\\", "shoe": 42.5, "big": 12345678901, "vip": true, "not": false,
                         "born": "1990-02-03", "since": "last spring", "gone": null, "list": [1]}\
                        """));
        world.postgres(
                """
                insert into address (contact_id, channel, value, state)
                values (1, 'sms', '+1', 'active'), (1, 'sms', '+2', 'invalid'), (1, 'viber', '+1', 'blocked')
                """);
        world.postgres(
                """
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                values (1, 'sms', 'marketing', 'granted', now(), 'form'), (1, 'viber', 'marketing', 'withdrawn', now(), 'reply')
                """);
        assertThat(world.mirrors().ship()).isPositive();
        assertThat(world.clickHouse(PROFILES))
                .containsExactly(
                        "1,false,\"ES\",\"es-ES\",\"Europe/Madrid\",\"viber\",\"2026-10-20 12:00:00.500\"",
                        "2,false,\"\",\"\",\"\",\"\",\"1969-07-20 20:17:40.000\"",
                        "3,false,\"X\",\"\",\"\",\"\",\"2026-10-20 12:00:00.000\"");
        assertThat(world.clickHouse(REACH))
                .containsExactly(
                        "(['it\\'s \\\\ ключ','vip'],['sms'],['sms','viber'],['sms/marketing'],['viber/marketing'])",
                        "([],[],[],[],[])",
                        "([],[],[],[],[])");
        assertThat(world.clickHouse(ATTRIBUTES))
                .containsExactly(
                        "({'city':'Málaga \\'x\\' \\\\','since':'last spring'},{'big':12345678901,'shoe':42.5},"
                                + "{'not':false,'vip':true},{'born':'1990-02-03'})",
                        "({},{},{},{})",
                        "({},{},{},{})");
        assertThat(world.waiting("mirror_change")).isZero();
        assertThat(world.mirrors().ship()).isZero();
    }

    @Test
    void aDayThatClickHouseCannotHoldIsKeptAsText() {
        world.postgres("insert into attribute_definition (name, type) values ('d', 'date')");
        world.postgres(
                """
                insert into contact (external_id, attributes)
                values ('1', '{"d": "1899-12-31"}'), ('2', '{"d": "1900-01-01"}'), ('3', '{"d": "2299-12-31"}'), ('4', '{"d": "2300-01-01"}')
                """);
        world.mirrors().ship();
        assertThat(world.clickHouse(ATTRIBUTES))
                .containsExactly(
                        "({'d':'1899-12-31'},{},{},{})",
                        "({},{},{},{'d':'1900-01-01'})",
                        "({},{},{},{'d':'2299-12-31'})",
                        "({'d':'2300-01-01'},{},{},{})");
    }

    @Test
    void aChangeReplacesWhatWasThereAndAnErasedContactIsDeleted() {
        world.postgres(
                """
                insert into contact (external_id, country, tags, attributes) values ('ana', 'ES', '{vip}', '{"shoe": 42}'), ('bo', 'ES', '{}', '{}')
                """);
        world.postgres(
                "insert into address (contact_id, channel, value) values (1, 'sms', '+1'), (2, 'sms', '+2')");
        world.mirrors().ship();
        world.postgres(
                "update contact set country = 'GB', tags = '{}', attributes = '{}' where id = 1");
        world.postgres("update address set state = 'invalid' where contact_id = 1");
        world.postgres("delete from contact where id = 2");
        world.mirrors().ship();
        assertThat(
                        world.clickHouse(
                                "select toString((id, deleted, country, tags, reachable, addressed, number_attributes))"
                                        + " from contact final order by id"))
                .containsExactly("(1,false,'GB',[],[],['sms'],{})", "(2,true,'',[],[],[],{})");
    }

    @Test
    void orderAndRefundArriveWithTheirCreditAndTheirLines() {
        creditedRun();
        world.postgres(
                """
                insert into shop_order (store, external_id, kind, refund_of, contact_id, placed_at, country, currency, revenue,
                  revenue_minor, source)
                values ('shop', 'o1', 'sale', null, 1, '2026-10-21 12:00:00.25+00', 'FR', 'EUR', 2.005, 201, 'api'),
                  ('shop', 'r1', 'refund', 'o1', 1, '2026-10-22 12:00+00', 'FR', 'EUR', -1.000001, -100, 'api'),
                  ('shop', 'o2', 'sale', null, null, '2026-10-23 12:00+00', 'F', 'EUR', 99999999999999.123456, 9999999999999912, 'api')
                """);
        world.postgres(
                """
                insert into shop_order_line (shop_order_id, line_no, sku, quantity, unit_price)
                values (1, 1, 'sku-1', 3, 0.335), (1, 2, {0}, 0.5, 2), (3, 1, 'sku-1', -1, 1)
                """,
                val("it's"));
        world.postgres(
                """
                insert into credit (shop_order_id, run_id, ordinal, touch_kind, touch_at, model)
                values (1, 1, 1, 'click', '2026-10-20 12:30+00', 'last'), (2, 1, 1, 'click', '2026-10-20 12:30+00', 'last')
                """);
        assertThat(world.mirrors().ship()).isPositive();
        assertThat(world.clickHouse(ORDERS))
                .containsExactly(
                        "1,\"shop\",\"o1\",\"sale\",0,1,\"2026-10-21 12:00:00.250\",\"EUR\",201,2.005,1,1,2,\"viber\",\"ES\",\"click\",\"2026-10-20 12:30:00.000\"",
                        "2,\"shop\",\"r1\",\"refund\",1,1,\"2026-10-22 12:00:00.000\",\"EUR\",-100,-1.000001,1,1,2,\"viber\",\"ES\",\"click\",\"2026-10-20 12:30:00.000\"",
                        "3,\"shop\",\"o2\",\"sale\",0,0,\"2026-10-23 12:00:00.000\",\"EUR\",9999999999999912,99999999999999.123456,0,0,0,\"\",\"F\",\"\",\"1970-01-01 00:00:00.000\"");
        assertThat(world.clickHouse(LINES))
                .containsExactly(
                        "1,1,1,\"sale\",\"2026-10-21 12:00:00.250\",\"sku-1\",3,1.005,\"EUR\"",
                        "1,1,2,\"sale\",\"2026-10-21 12:00:00.250\",\"it's\",0.5,1,\"EUR\"",
                        "0,3,1,\"sale\",\"2026-10-23 12:00:00.000\",\"sku-1\",-1,-1,\"EUR\"");
    }

    @Test
    void anOrderFollowsWhoseItIsAndWhatItIsCreditedTo() {
        creditedRun();
        order("o1", "sale", null, "null");
        world.postgres(
                "insert into shop_order_line (shop_order_id, line_no, sku, quantity, unit_price) values (1, 1, 's', 1, 1)");
        world.mirrors().ship();
        assertThat(owners()).containsExactly("(0,0)");
        world.postgres("update shop_order set contact_id = 1");
        world.postgres(
                "insert into credit (shop_order_id, run_id, ordinal, touch_kind, touch_at, model)"
                        + " values (1, 1, 1, 'click', '2026-10-20 12:30+00', 'last')");
        world.mirrors().ship();
        assertThat(owners()).containsExactly("(1,1)");
        world.postgres("delete from credit");
        world.postgres("delete from contact where id = 2");
        world.mirrors().ship();
        assertThat(owners()).containsExactly("(1,0)");
        assertThat(world.clickHouse("select contact_id from shop_order_line final"))
                .containsExactly("1");
    }

    @Test
    void theOrdersOfAnErasedContactStayWithoutAnOwner() {
        world.postgres("insert into contact (external_id) values ('ana')");
        order("o1", "sale", null, "1");
        world.postgres(
                "insert into shop_order_line (shop_order_id, line_no, sku, quantity, unit_price) values (1, 1, 's', 1, 1)");
        world.mirrors().ship();
        world.postgres("delete from contact");
        world.mirrors().ship();
        assertThat(owners()).containsExactly("(0,0)");
        assertThat(world.clickHouse("select contact_id from shop_order_line final"))
                .containsExactly("0");
    }

    @Test
    void aRefundThatCameBeforeItsSaleFindsItOnceItIsThere() {
        order("r1", "refund", "o1", "null");
        world.mirrors().ship();
        order("o1", "sale", null, "null");
        world.mirrors().ship();
        assertThat(world.clickHouse("select original_id from shop_order final order by id"))
                .containsExactly("2", "0");
    }

    @Test
    void anOlderStateNeverOverwritesANewer() {
        world.postgres("insert into contact (external_id, country) values ('ana', 'ES')");
        MirrorRelay lost = new MirrorRelay(world.postgresLostAtCommit(), world.inserts, 10);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(lost::ship).isInstanceOf(DataAccessException.class);
        }
        world.postgres("update contact set country = 'GB'");
        // one change at a time: even the first brings the state of now
        MirrorRelay slow = new MirrorRelay(world.postgres, world.inserts, 1);
        assertThat(slow.ship()).isEqualTo(1);
        assertThat(countries()).containsExactly("GB");
        assertThat(slow.ship()).isEqualTo(1);
        assertThat(countries()).containsExactly("GB");
        assertThat(slow.ship()).isZero();
        assertThat(world.clickHouse("select argMax(country, version) from contact group by id"))
                .containsExactly("GB");
    }

    @Test
    void relaysOnSeveralNodesEndInTheLatestState() {
        world.postgres(
                "insert into contact (external_id) select i::text from generate_series(1, 20) i");
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            nodes.execute(() -> {
                for (int round = 0; round < 10; round++) {
                    world.postgres(
                            "update contact set language = {0}", val(Integer.toString(round)));
                }
            });
            for (int node = 0; node < 2; node++) {
                nodes.execute(() -> {
                    MirrorRelay relay = new MirrorRelay(world.postgres, world.inserts, 15);
                    for (int round = 0; round < 10; round++) {
                        relay.ship();
                    }
                });
            }
        }
        while (world.waiting("mirror_change") > 0) {
            world.mirrors().ship();
        }
        assertThat(world.clickHouse("select language from contact final"))
                .hasSize(20)
                .containsOnly("9");
    }

    @Test
    void whileClickHouseIsAwayEveryChangeWaits() {
        world.postgres("insert into contact (external_id) values ('ana')");
        order("o1", "sale", null, "1");
        long changes = world.waiting("mirror_change");
        MirrorRelay away = new MirrorRelay(world.postgres, world.insertsWhereNobodyListens(), 100);
        assertThatThrownBy(away::ship).isInstanceOf(ClickHouseAwayException.class);
        assertThat(world.waiting("mirror_change")).isEqualTo(changes);
        assertThat(world.mirrors().ship()).isEqualTo((int) changes);
        assertThat(owners()).containsExactly("(1,0)");
    }

    private List<String> countries() {
        return world.clickHouse("select country from contact final order by id");
    }

    /// Contact and run of each order.
    private List<String> owners() {
        return world.clickHouse(
                "select toString((contact_id, run_id)) from shop_order final order by id");
    }

    private void order(String id, String kind, @Nullable String refundOf, String contact) {
        world.postgres(
                """
                insert into shop_order (store, external_id, kind, refund_of, contact_id, placed_at, currency, revenue,
                  revenue_minor, source)
                values ('shop', {0}, {1}, {2}, cast(nullif({3}, 'null') as bigint), '2026-10-21 12:00+00', 'EUR', 1, 100, 'api')
                """,
                val(id), val(kind), val(refundOf, String.class), val(contact));
    }

    /// Contact 1 was written to as ordinal 1 of run 1.
    private void creditedRun() {
        for (String statement :
                List.of(
                        "insert into contact (external_id, country) values ('ana', 'ES'), ('bo', 'ES')",
                        "insert into segment (name, rule) values ('all', '{}')",
                        "insert into message (name) values ('hello')",
                        "insert into campaign (name, segment_id, message_id, seed, created_by) values ('c', 1, 1, 's', 'test')",
                        "insert into run (campaign_id, fire_time, state, started_at)"
                                + " values (1, '2026-10-20 12:00+00', 'running', '2026-10-20 12:00+00')",
                        """
                        insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, sent_at, country)
                        values (1, 1, 1, 2, 'viber', '+1', 'sent', '2026-10-20 12:00+00', 'ES')\
                        """)) {
            world.postgres(statement);
        }
    }
}
