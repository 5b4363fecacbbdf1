package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.MessageId;

class ClicksTest {

    private static final String ADDRESS = "203.0.113.77";
    private static final String PHONE =
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile"
                    + " Safari/537.36";
    private static final Instant NOW = SENT.plusSeconds(40);

    private final TrackingWorld world = new TrackingWorld();
    private final Clicks clicks = new Clicks(world.dsl, world.rules);
    private final MessageId message = world.sentMessage();

    @Test
    void aPersonsClickIsATouchAndShowsTheMessageRead() {
        assertThat(
                        clicks.record(
                                new LinkRef(message, 1, 7), NOW, new Caller("GET", PHONE, ADDRESS)))
                .contains(URI.create("https://shop.example/seven"));
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read", "clicked");
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(
                        world.dsl.fetchValue(
                                "select concat_ws(' ', kind, run_id, ordinal, at) from touch"))
                .isEqualTo("click 1 1 2026-11-02 10:00:40+00");
        assertThat(
                        world.dsl.fetchValue(
                                "select link_index from event_outbox where kind = 'clicked'"))
                .isEqualTo((short) 7);
    }

    @Test
    void whatMachinesAreRecognisedByGoesAlongWithTheClick() {
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller("HEAD", null, null));

        assertThat(
                        world.dsl
                                .fetch(
                                        "select concat_ws('|', kind, machine, rules, judged_by, user_agent, network, since_accepted_ms)"
                                                + " from event_outbox order by id")
                                .into(String.class))
                .containsExactly(
                        "delivered|f|0|||",
                        "billed|f|0|||",
                        "read|f|0|||",
                        "clicked|f|3||%s|203.0.113.0/24|%d"
                                .formatted(PHONE, Duration.between(SENT, NOW).toMillis()),
                        "clicked|t|3|method|||" + Duration.between(SENT, NOW).toMillis());
    }

    @Test
    void asecondClickIsASecondEventAndNothingElse() {
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        clicks.record(
                new LinkRef(message, 1, 0), NOW.plusSeconds(5), new Caller("GET", PHONE, ADDRESS));
        assertThat(world.events(message))
                .containsExactly("delivered", "billed", "read", "clicked", "clicked");
    }

    @Test
    void aClickAfterReceiptsAddsOnlyItself() {
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", SENT.plusSeconds(9)));
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read", "clicked");
    }

    @Test
    void aProgramsClickIsAnEventWithAFlag() {
        assertThat(
                        clicks.record(
                                new LinkRef(message, 1, 0),
                                NOW,
                                new Caller("HEAD", PHONE, ADDRESS)))
                .isPresent();
        assertThat(world.events(message)).containsExactly("clicked");
        assertThat(world.dsl.fetchValue("select machine from event_outbox")).isEqualTo(true);
        assertThat(world.count("touch")).isZero();
        assertThat(world.state(message)).isEqualTo("sent accepted");
    }

    @Test
    void whatIsGoneLeadsNowhere() {
        assertThat(
                        clicks.record(
                                new LinkRef(message, 1, 9), NOW, new Caller("GET", PHONE, ADDRESS)))
                .isEmpty();
        assertThat(
                        clicks.record(
                                new LinkRef(new MessageId(5, 5), 1, 0),
                                NOW,
                                new Caller("GET", PHONE, ADDRESS)))
                .isEmpty();
        assertThat(world.kinds()).doesNotContain("clicked");
    }

    @Test
    void aClickSettlesAnUnansweredAttemptButLeavesARunningOneToDispatch() {
        MessageId unknown = world.recipient(1, 2, world.contact("bo", "+2"), "+2", "unknown", SENT);
        MessageId claimed = world.recipient(1, 3, world.contact("cy", "+3"), "+3", "claimed", SENT);
        clicks.record(new LinkRef(unknown, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        clicks.record(new LinkRef(claimed, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        assertThat(world.state(unknown)).isEqualTo("sent read");
        assertThat(world.events(unknown)).contains("sent");
        assertThat(world.state(claimed)).isEqualTo("claimed read");
        assertThat(world.events(claimed)).doesNotContain("sent").contains("clicked");
    }

    @Test
    void nobodyClicksWithinASecondOfTheHandOver() {
        assertThat(
                        clicks.record(
                                new LinkRef(message, 1, 0),
                                SENT.plusMillis(999),
                                new Caller("GET", PHONE, ADDRESS)))
                .as("a machine is led on too")
                .isPresent();
        assertThat(world.state(message)).isEqualTo("sent accepted");
        assertThat(machines()).containsExactly(true);
        assertThat(world.dsl.fetchValue("select judged_by from event_outbox")).isEqualTo("haste");
        assertThat(world.count("touch")).isZero();
        clicks.record(
                new LinkRef(message, 1, 0), SENT.plusSeconds(1), new Caller("GET", PHONE, ADDRESS));
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(machines()).containsExactly(true, false);
        assertThat(world.count("touch")).isEqualTo(1);
    }

    @Test
    void whatIsBeingSentIsHandedOverNoSoonerThanItWasClaimed() {
        MessageId claimed = world.recipient(1, 2, world.contact("bo", "+2"), "+2", "claimed", SENT);
        clicks.record(
                new LinkRef(claimed, 1, 0),
                SENT.plusMillis(999),
                new Caller("GET", PHONE, ADDRESS));
        clicks.record(
                new LinkRef(claimed, 1, 0), SENT.plusSeconds(1), new Caller("GET", PHONE, ADDRESS));
        assertThat(machines()).containsExactly(true, false);
    }

    @Test
    void aSlowAnswerOfTheProviderMakesNobodyAMachine() {
        world.dsl.execute("update recipient set claimed_at = sent_at - interval '2 seconds'");
        clicks.record(
                new LinkRef(message, 1, 0),
                SENT.plusMillis(500),
                new Caller("GET", PHONE, ADDRESS));
        clicks.record(
                new LinkRef(message, 1, 0),
                SENT.minusMillis(500),
                new Caller("GET", PHONE, ADDRESS));
        assertThat(machines()).containsExactly(false, false);
        assertThat(
                        world.dsl
                                .fetch(
                                        "select since_accepted_ms from event_outbox where kind = 'clicked' order by id")
                                .into(Long.class))
                .as("from the claim on, as haste is measured")
                .containsExactly(2_500L, 1_500L);
    }

    @Test
    void aSweepOverTheLinksOfAMessageIsAMachines() throws Exception {
        TrackingWorld busy = TrackingWorld.concurrent();
        Clicks together = new Clicks(busy.dsl, busy.rules);
        MessageId swept = busy.sentMessage();
        busy.dsl.execute("insert into link values (1, 1, 8, 'https://shop.example/8', 'Eight')");
        Thread first = new Thread(() -> click(together, swept, 0, NOW.minusSeconds(20)));
        List<Thread> others =
                Stream.of(0, 7, 8)
                        .map(link ->
                                new Thread(
                                        () -> click(together, swept, link, NOW.plusMillis(link))))
                        .toList();
        busy.dsl.transaction(tx -> {
            // The first waits for the row, and the others, together, for the first.
            tx.dsl().fetch("select from recipient for update");
            first.start();
            await().until(() -> waitingForLocks(busy) == 1);
            others.forEach(Thread::start);
            await().until(() ->
                    others.stream().allMatch(it -> it.getState() == Thread.State.WAITING));
        });
        first.join();
        for (Thread each : others) {
            each.join();
        }
        assertThat(
                        busy.dsl
                                .fetch(
                                        "select machine from event_outbox where kind = 'clicked' order by id")
                                .into(Boolean.class))
                .containsExactly(false, true, true, true);
        assertThat(
                        busy.dsl.fetchValue(
                                "select string_agg(distinct judged_by, ' ') from event_outbox where machine"))
                .isEqualTo("sweep");
        assertThat(busy.count("touch")).isEqualTo(1);
    }

    @Test
    void clicksAtTheSameMomentAreEachCountedAndReadOnce() throws Exception {
        List<Future<Optional<URI>>> all = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Instant at = NOW.plus(Duration.ofMillis(i));
                all.add(
                        people.submit(() ->
                                clicks.record(
                                        new LinkRef(message, 1, 0),
                                        at,
                                        new Caller("GET", PHONE, ADDRESS))));
            }
        }
        for (Future<Optional<URI>> click : all) {
            assertThat(click.get()).contains(URI.create("https://shop.example/a?b=c"));
        }
        assertThat(world.events(message))
                .hasSize(203)
                .containsOnlyOnce("delivered", "read", "billed");
        assertThat(world.count("touch")).isEqualTo(200);
    }

    private static void click(Clicks clicks, MessageId message, int link, Instant at) {
        clicks.record(new LinkRef(message, 1, link), at, new Caller("GET", PHONE, ADDRESS));
    }

    private static long waitingForLocks(TrackingWorld world) {
        return (long)
                world.dsl.fetchValue(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'");
    }

    private List<Boolean> machines() {
        return world.dsl
                .fetch("select machine from event_outbox where kind = 'clicked' order by id")
                .into(Boolean.class);
    }

    @Test
    void whatIsAddedToTheRulesJudgesWhatComesAfterIt() {
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller("GET", PHONE, ADDRESS));
        world.rules.add(List.of("Pixel 9"), List.of(), "A farm of phones", "m@parley.example");
        clicks.record(
                new LinkRef(message, 1, 0), NOW.plusSeconds(1), new Caller("GET", PHONE, ADDRESS));
        world.rules.add(List.of(), List.of(ADDRESS), "A gateway", "m@parley.example");
        clicks.record(
                new LinkRef(message, 1, 0), NOW.plusSeconds(2), new Caller("GET", PHONE, ADDRESS));

        assertThat(
                        world.dsl
                                .fetch(
                                        "select concat_ws(' ', rules, machine, judged_by) from event_outbox"
                                                + " where kind = 'clicked' order by id")
                                .into(String.class))
                .containsExactly("3 f ", "4 t agent", "5 t network");
        assertThat(world.count("touch")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    GET, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15", false
                    GET, "Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari/537.36 Viber/25.1", false
                    GET, "Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/500.0]", false
                    GET, "Mozilla/5.0 (Linux; Android 9; CUBOT_X18 Build/PPR1) Chrome/100", false
                    GET, "WhatsApp/2.23.20.0", true
                    GET, "Viber/13.3.0", true
                    GET, "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", true
                    GET, "TelegramBot (like TwitterBot)", true
                    GET, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true
                    GET, "curl/8.5.0", true
                    GET, "python-requests/2.32", true
                    GET, "", true
                    GET, , true
                    HEAD, "Mozilla/5.0 (iPhone)", true
                    OPTIONS, "Mozilla/5.0 (iPhone)", true
                    """)
    void programsAreToldFromPeople(String method, String agent, boolean machine) {
        clicks.record(new LinkRef(message, 1, 0), NOW, new Caller(method, agent, ADDRESS));
        assertThat(world.dsl.fetchValue("select machine from event_outbox where kind = 'clicked'"))
                .isEqualTo(machine);
    }
}
