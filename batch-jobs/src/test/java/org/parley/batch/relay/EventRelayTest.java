package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventRelayTest {

    private static final String EVENTS =
            """
            select formatRowNoNewline('CSV', event_id, kind, run_id, ordinal, occurred_at, contact_id, arm, channel, country,
              language, reason, link_index, machine, price, currency)
            from message_event order by event_id\
            """;
    private static final String FUNNEL =
            """
            select formatRowNoNewline('CSV', run_id, kind, day, arraySort(bitmapToArray(groupBitmapMergeState(people))))
            from funnel_day group by run_id, kind, day order by run_id, kind, day\
            """;
    private static final String HOURS =
            """
            select formatRowNoNewline('CSV', run_id, kind, hour, arraySort(bitmapToArray(groupBitmapMergeState(people))))
            from funnel_hour group by run_id, kind, hour order by run_id, kind, hour\
            """;
    private static final String AUDIENCE =
            """
            select formatRowNoNewline('CSV', run_id, dimension, value, arraySort(bitmapToArray(groupBitmapMergeState(people))))
            from audience group by run_id, dimension, value order by run_id, dimension, value\
            """;
    private static final String COST =
            """
            select formatRowNoNewline('CSV', run_id, ordinal, arm, channel, country, billed_at, price, currency, event_id)
            from message_cost order by run_id, ordinal\
            """;
    private static final String BILLS =
            """
            select formatRowNoNewline('CSV', run_id, day, arm, channel, country, price, currency,
              arraySort(bitmapToArray(groupBitmapMergeState(people))))
            from bill_day group by run_id, day, arm, channel, country, price, currency
            order by run_id, day, arm, channel, country, price, currency\
            """;

    private final RelayWorld world = new RelayWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyColumnArrivesEqual() {
        world.postgres(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, reason,
                  link_index, machine, price, currency)
                values
                  ('assigned', '2026-10-20 12:00:00.123456+00', 2147483647, 1, 9007199254740993, 255, 'viber', 'ES', 'es-ES', '', 0,
                    false, null, null),
                  ('clicked', '1999-12-31 23:59:59.999+00', 1, 2, 3, 1, '', '', '', {0}, 255, true, null, null),
                  ('billed', '2026-10-20 12:00:00+02', 1, 2, 3, 1, 'sms', 'GB', 'en', '', 0, false, 123456.123456, 'EUR'),
                  ('billed', '2026-10-20 12:00:00+02', 1, 3, 3, 1, 'sms', 'GB', 'en', '', 0, false, -0.000001, 'BGN')
                """,
                val("o'k \\ ключ 🎁"));
        assertThat(world.events().ship()).isEqualTo(4);
        assertThat(world.clickHouse(EVENTS))
                .containsExactly(
                        "1,\"assigned\",2147483647,1,\"2026-10-20"
                                + " 12:00:00.123\",9007199254740993,255,\"viber\",\"ES\",\"es-ES\",\"\",0,false,0,\"\"",
                        "2,\"clicked\",1,2,\"1999-12-31 23:59:59.999\",3,1,\"\",\"\",\"\",\"o'k \\"
                                + " ключ 🎁\",255,true,0,\"\"",
                        "3,\"billed\",1,2,\"2026-10-20"
                                + " 10:00:00.000\",3,1,\"sms\",\"GB\",\"en\",\"\",0,false,123456.123456,\"EUR\"",
                        "4,\"billed\",1,3,\"2026-10-20"
                                + " 10:00:00.000\",3,1,\"sms\",\"GB\",\"en\",\"\",0,false,-0.000001,\"BGN\"");
        assertThat(world.waiting("event_outbox")).isZero();
        assertThat(world.waiting("event_batch")).isZero();
        assertThat(world.events().ship()).isZero();
    }

    @Test
    void theViewsAgreeWithTheEvents() {
        world.postgres(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, channel, country, language, machine,
                  price, currency)
                values
                  ('assigned', '2026-10-20 12:00+00', 1, 1, 11, 1, 'viber', 'ES', 'es', false, null, null),
                  ('assigned', '2026-10-20 12:00+00', 1, 2, 12, 2, 'sms', 'ES', 'en', false, null, null),
                  ('delivered', '2026-10-20 23:59:59.999+00', 1, 1, 11, 1, 'viber', 'ES', 'es', false, null, null),
                  ('delivered', '2026-10-21 00:00+00', 1, 2, 12, 2, 'sms', 'ES', 'en', false, null, null),
                  ('clicked', '2026-10-21 00:00+00', 1, 1, 11, 1, 'viber', 'ES', 'es', true, null, null),
                  ('clicked', '2026-10-21 00:00+00', 1, 2, 12, 2, 'sms', 'ES', 'en', false, null, null),
                  ('clicked', '2026-10-21 00:01+00', 1, 2, 12, 2, 'sms', 'ES', 'en', false, null, null),
                  ('billed', '2026-10-21 00:00+00', 1, 2, 12, 2, 'sms', 'ES', 'en', false, 0.0123, 'EUR')
                """);
        assertThat(world.events().ship()).isEqualTo(8);
        assertThat(world.clickHouse(FUNNEL))
                .containsExactly(
                        "1,\"assigned\",\"2026-10-20\",\"[1,2]\"",
                        "1,\"billed\",\"2026-10-21\",\"[2]\"",
                        "1,\"clicked\",\"2026-10-21\",\"[2]\"",
                        "1,\"delivered\",\"2026-10-20\",\"[1]\"",
                        "1,\"delivered\",\"2026-10-21\",\"[2]\"",
                        // a machine's, under a name of its own
                        "1,\"machine_clicked\",\"2026-10-21\",\"[1]\"");
        assertThat(world.clickHouse(HOURS))
                .containsExactly(
                        "1,\"assigned\",\"2026-10-20 12:00:00\",\"[1,2]\"",
                        "1,\"billed\",\"2026-10-21 00:00:00\",\"[2]\"",
                        "1,\"clicked\",\"2026-10-21 00:00:00\",\"[2]\"",
                        "1,\"delivered\",\"2026-10-20 23:00:00\",\"[1]\"",
                        "1,\"delivered\",\"2026-10-21 00:00:00\",\"[2]\"",
                        "1,\"machine_clicked\",\"2026-10-21 00:00:00\",\"[1]\"");
        assertThat(world.clickHouse(AUDIENCE))
                .containsExactly(
                        "1,\"arm\",\"1\",\"[1]\"",
                        "1,\"arm\",\"2\",\"[2]\"",
                        "1,\"channel\",\"sms\",\"[2]\"",
                        "1,\"channel\",\"viber\",\"[1]\"",
                        "1,\"country\",\"ES\",\"[1,2]\"",
                        "1,\"language\",\"en\",\"[2]\"",
                        "1,\"language\",\"es\",\"[1]\"");
        assertThat(world.clickHouse(COST))
                .containsExactly(
                        "1,2,2,\"sms\",\"ES\",\"2026-10-21 00:00:00.000\",0.0123,\"EUR\",8");
    }

    @Test
    void aBatchWhoseCommitWasLostIsSentAgainAndChangesNothing() {
        world.tell(3_000);
        EventRelay lost = world.events(world.postgresLostAtCommit(1), world.inserts, 2_000);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(lost::ship)
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("lost at commit");
        }
        assertThat(world.waiting("event_outbox")).isEqualTo(3_000);
        assertThat(world.waiting("event_batch")).isEqualTo(1);
        List<List<String>> before = everything();
        assertThat(before.getFirst()).hasSize(2_000);
        world.tell(10);
        EventRelay relay = world.events(world.postgres, world.inserts, 2_000);
        assertThat(relay.ship()).isEqualTo(2_000);
        assertThat(everything()).isEqualTo(before);
        assertThat(relay.ship()).isEqualTo(1_010);
        assertThat(world.clickHouse(EVENTS)).hasSize(3_010).doesNotHaveDuplicates();
        // one row a bill, also before any merge
        assertThat(world.clickHouse(COST))
                .hasSize(Integer.parseInt(billed()))
                .doesNotHaveDuplicates();
        assertThat(world.waiting("event_outbox")).isZero();
    }

    @Test
    void twoRelaysAtOnceShipEveryEventOnce() {
        world.tell(1_500);
        try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
            for (int node = 0; node < 3; node++) {
                nodes.execute(() -> {
                    EventRelay relay = world.events(world.postgres, world.inserts, 100);
                    while (world.waiting("event_outbox") > 0) {
                        relay.ship();
                    }
                });
            }
        }
        assertThat(world.clickHouse(EVENTS)).hasSize(1_500).doesNotHaveDuplicates();
        assertThat(world.waiting("event_batch")).isZero();
    }

    @Test
    void aLowerNumberThatCommitsLaterIsShippedToo() {
        world.postgres.transaction(late -> {
            late.dsl().execute(oneEvent("late"));
            world.postgres(oneEvent("early"));
            assertThat(world.events().ship()).isEqualTo(1);
            assertThat(world.events().ship()).isZero();
        });
        assertThat(world.events().ship()).isEqualTo(1);
        assertThat(world.clickHouse("select reason from message_event order by event_id"))
                .containsExactly("late", "early");
    }

    @Test
    void whileClickHouseIsAwayEverythingWaits() {
        world.tell(5);
        EventRelay away = world.events(world.postgres, world.insertsWhereNobodyListens(), 100);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(away::ship)
                    .isInstanceOf(ClickHouseAwayException.class)
                    .hasMessageContaining("message_event");
        }
        assertThat(world.waiting("event_outbox")).isEqualTo(5);
        world.tell(5);
        // the frozen batch first, unchanged
        assertThat(world.events().ship()).isEqualTo(5);
        assertThat(world.events().ship()).isEqualTo(5);
        assertThat(world.clickHouse(EVENTS)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anInsertWhoseAnswerIsLostIsGivenUpAndSentAgainAndChangesNothing() {
        try (LossyWire wire = world.wire()) {
            EventRelay relay =
                    world.events(
                            world.postgres, world.insertsOver(wire, Duration.ofSeconds(2)), 1_000);
            world.tell(1);
            assertThat(relay.ship()).isEqualTo(1);
            world.tell(300);
            wire.loseAnswers(true);
            assertThatThrownBy(relay::ship).isInstanceOf(ClickHouseAwayException.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> world.clickHouse(EVENTS).size() == 301);
            List<List<String>> before = everything();
            assertThat(world.waiting("event_outbox")).isEqualTo(300);
            wire.loseAnswers(false);
            assertThat(relay.ship()).isEqualTo(300);
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void aBatchThatLostRowsIsNotSent() {
        world.tell(3);
        assertThatThrownBy(() ->
                        world.events(world.postgres, world.insertsWhereNobodyListens(), 100).ship())
                .isInstanceOf(ClickHouseAwayException.class);
        world.postgres("delete from event_outbox where id = 2");
        assertThatThrownBy(world.events()::ship)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost rows");
        assertThat(world.clickHouse(EVENTS)).isEmpty();
    }

    @Test
    void aBatchOpenForLongIsLookedUpAndOnlyItsRestIsSent() {
        world.tell(3_000);
        EventRelay lost = world.events(world.postgresLostAtCommit(1), world.inserts, 2_000);
        assertThatThrownBy(lost::ship).isInstanceOf(DataAccessException.class);
        List<List<String>> whole = everything();
        // the server has forgotten the token, lost some of the rows, and the views never got theirs
        world.clickHouseDoes(
                "alter table message_event modify setting non_replicated_deduplication_window = 0");
        world.clickHouseDoes(
                "alter table message_event delete where event_id % 3 = 0 settings mutations_sync ="
                        + " 1");
        for (String rollup :
                List.of(
                        "funnel_day",
                        "funnel_hour",
                        "funnel_link",
                        "audience",
                        "message_cost",
                        "bill_day")) {
            world.clickHouseDoes("truncate table " + rollup);
        }
        world.postgres("update event_batch set frozen_at = frozen_at - interval '31 minutes'");

        assertThat(world.events(world.postgres, world.inserts, 2_000).ship()).isEqualTo(2_000);

        assertThat(everything()).isEqualTo(whole);
        assertThat(world.waiting("event_batch")).isZero();
    }

    @Test
    void aBatchOpenForLongOfWhichNothingArrivedIsSent() {
        world.tell(10);
        assertThatThrownBy(
                        world.events(world.postgres, world.insertsWhereNobodyListens(), 100)::ship)
                .isInstanceOf(ClickHouseAwayException.class);
        world.postgres("update event_batch set frozen_at = frozen_at - interval '2 hours'");
        assertThat(world.events().ship()).isEqualTo(10);
        assertThat(world.clickHouse(EVENTS)).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whatMachinesAreKnownByArrivesAndIsForgottenAfterThirtyDays() {
        world.postgres(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, user_agent, network, since_accepted_ms)
                values
                  ('clicked', now() - interval '29 days', 1, 1, 1, 1, 'Mozilla/5.0', '198.51.100.0/24', 1234),
                  ('clicked', now() - interval '31 days', 1, 2, 1, 1, 'bot', '2001:db8:1::/48', 5),
                  ('clicked', now(), 1, 3, 1, 1, '', '', null),
                  ('clicked', now(), 1, 4, 1, 1, '', '', 1::bigint << 40)
                """);
        assertThat(world.events().ship()).isEqualTo(4);
        String evidence =
                """
                select formatRowNoNewline('CSV', ordinal, user_agent, network, ifNull(toString(since_accepted_ms), 'none'))
                from message_event order by ordinal\
                """;
        world.clickHouseDoes("optimize table message_event final");
        assertThat(world.clickHouse(evidence))
                .containsExactly(
                        "1,\"Mozilla/5.0\",\"198.51.100.0/24\",\"1234\"",
                        "2,\"\",\"\",\"none\"",
                        "3,\"\",\"\",\"none\"",
                        "4,\"\",\"\",\"4294967295\"");
    }

    @Test
    void whatJudgedAnEventAndWhatAVerdictIsAboutArrive() {
        world.postgres(
                """
                insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm, machine, rules, judged_by, about)
                values
                  ('clicked', now(), 1, 1, 1, 1, true, 3, 'network', null),
                  ('overturned', now(), 1, 1, 1, 1, false, 4, '', 1),
                  ('delivered', now(), 1, 2, 1, 1, false, 0, '', null)
                """);
        assertThat(world.events().ship()).isEqualTo(3);
        assertThat(
                        world.clickHouse(
                                "select concat(kind, ' ', toString(rules), ' ', judged_by, ' ', toString(about)) from message_event order by event_id"))
                .containsExactly("clicked 3 network 0", "overturned 4  1", "delivered 0  0");
        assertThat(world.clickHouse("select toString(event_id) from overturned_event"))
                .containsExactly("1");
    }

    @Test
    void aColumnThatIsAddedBetweenTwoShipsHasItsDefault() {
        EventRelay relay = world.events();
        world.postgres(oneEvent("a"));
        assertThat(relay.ship()).isEqualTo(1);
        world.clickHouseDoes(
                "alter table message_event add column shoe String default 'none' after kind");
        world.postgres(oneEvent("b"));
        assertThat(relay.ship()).isEqualTo(1);
        assertThat(
                        world.clickHouse(
                                "select concat(reason, ' ', shoe) from message_event order by event_id"))
                .containsExactly("a none", "b none");
    }

    @Test
    void aColumnThatIsChangedBetweenTwoShipsIsAskedForAgain() {
        EventRelay relay = world.events();
        world.postgres(oneEvent("a"));
        assertThat(relay.ship()).isEqualTo(1);
        world.clickHouseDoes("alter table message_event modify column link_index UInt32");
        world.postgres(oneEvent("b"));
        assertThatThrownBy(relay::ship).isInstanceOf(ClickHouseAwayException.class);
        assertThat(relay.ship()).isEqualTo(1);
        assertThat(world.clickHouse("select reason from message_event order by event_id"))
                .containsExactly("a", "b");
    }

    private static String oneEvent(String reason) {
        return "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm,"
                + " reason) values ('sent', now(), 1, 1, 1, 1, '"
                + reason
                + "')";
    }

    private String billed() {
        return world.clickHouse(
                        "select uniqExact(run_id, ordinal) from message_event where kind ="
                                + " 'billed'")
                .getFirst();
    }

    private List<List<String>> everything() {
        return List.of(
                world.clickHouse(EVENTS),
                world.clickHouse(FUNNEL),
                world.clickHouse(HOURS),
                world.clickHouse(AUDIENCE),
                world.clickHouse(COST),
                world.clickHouse(BILLS));
    }
}
