package org.parley.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.core.tracking.TrackingWorld.SENT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.MessageId;

class OpensTest {

    private static final String ADDRESS = "203.0.113.77";
    private static final String DESK =
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Thunderbird/145.0";
    private static final String APPLE = "Mozilla/5.0";
    private static final Instant NOW = SENT.plusSeconds(40);

    private final TrackingWorld world = new TrackingWorld();
    private final Opens opens = new Opens(world.dsl, world.rules);
    private final MessageId message = world.sentMessage();

    @Test
    void aPersonsOpenShowsTheMessageReadOnce() {
        open(NOW, DESK);
        open(NOW.plusSeconds(60), DESK);
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read");
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(readings()).containsExactly("read f 2026-11-02 10:00:40+00");
    }

    @Test
    void aMachinesOpenIsAnEventWithAFlagAndNothingElse() {
        open(NOW, APPLE);
        open(NOW.plusSeconds(1), APPLE);
        assertThat(world.state(message)).isEqualTo("sent accepted");
        assertThat(readings())
                .containsExactly("read t 2026-11-02 10:00:40+00", "read t 2026-11-02 10:00:41+00");
        assertThat(world.events(message)).containsExactly("read", "read");
        assertThat(world.count("touch")).isZero();
    }

    @Test
    void aPersonIsCountedBesideTheMachineThatCameFirst() {
        open(NOW, APPLE);
        open(NOW.plusSeconds(30), DESK);
        open(NOW.plusSeconds(31), APPLE);
        assertThat(world.state(message)).isEqualTo("sent read");
        assertThat(readings())
                .containsExactlyInAnyOrder(
                        "read t 2026-11-02 10:00:40+00",
                        "read f 2026-11-02 10:01:10+00",
                        "read t 2026-11-02 10:01:11+00");
        assertThat(
                        world.dsl.fetchValue(
                                "select count(distinct ordinal) filter (where not machine) from"
                                        + " event_outbox where kind = 'read'"))
                .isEqualTo(1L);
    }

    @Test
    void whatMachinesAreRecognisedByGoesAlongWithPeoplesOpensAndMachines() {
        open(SENT.plusMillis(500), APPLE);
        open(SENT.plusSeconds(7), DESK);

        assertThat(
                        world.dsl
                                .fetch(
                                        "select concat_ws('|', machine, rules, judged_by, user_agent, network, since_accepted_ms)"
                                                + " from event_outbox where kind = 'read' order by id")
                                .into(String.class))
                .containsExactly(
                        "t|3|agent|" + APPLE + "|203.0.113.0/24|500",
                        "f|3||" + DESK + "|203.0.113.0/24|7000");
    }

    @Test
    void nobodyOpensWithinASecondOfTheHandOver() {
        open(SENT.plusMillis(999), DESK);
        assertThat(world.state(message)).isEqualTo("sent accepted");
        assertThat(readings()).containsExactly("read t 2026-11-02 10:00:00.999+00");
        open(SENT.plusSeconds(1), DESK);
        assertThat(world.state(message)).isEqualTo("sent read");
    }

    @Test
    void whatIsStillBeingSentCannotHaveBeenOpenedByAPerson() {
        MessageId claimed = world.recipient(1, 2, world.contact("bo", "+2"), "+2", "claimed", SENT);
        opens.record(new LinkRef(claimed, 1, 0), NOW, new Caller("GET", DESK, ADDRESS));
        assertThat(world.state(claimed)).isEqualTo("claimed");
        assertThat(world.events(claimed)).containsExactly("read");
        assertThat(
                        world.dsl.fetchValue(
                                "select concat_ws(' ', judged_by, since_accepted_ms) from event_outbox"))
                .isEqualTo("haste 0");
    }

    @Test
    void anOpenSettlesAnAttemptWithoutAnswerAndAMachinesDoesNot() {
        MessageId one = world.recipient(1, 2, world.contact("bo", "+2"), "+2", "unknown", SENT);
        MessageId other = world.recipient(1, 3, world.contact("cy", "+3"), "+3", "unknown", SENT);
        opens.record(new LinkRef(one, 1, 0), NOW, new Caller("GET", DESK, ADDRESS));
        opens.record(new LinkRef(other, 1, 0), NOW, new Caller("GET", APPLE, ADDRESS));
        assertThat(world.state(one)).isEqualTo("sent read");
        assertThat(world.state(other)).isEqualTo("unknown");
    }

    @Test
    void aMessageThatIsGoneIsNoEvent() {
        opens.record(new LinkRef(new MessageId(5, 5), 1, 0), NOW, new Caller("GET", DESK, ADDRESS));
        opens.record(new LinkRef(message, 3, 0), NOW, new Caller("GET", DESK, ADDRESS));
        assertThat(world.kinds()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    GET, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15", false
                    GET, "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", false
                    GET, "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19127; Pro)", false
                    GET, "Mozilla/4.0 (compatible; ms-office; MSOffice 16)", false
                    GET, "Mozilla/5.0", true
                    GET, " mozilla/5.0 ", true
                    GET, "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", true
                    GET, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", true
                    GET, "curl/8.5.0", true
                    GET, "", true
                    GET, , true
                    HEAD, "Mozilla/5.0 (iPhone)", true
                    HEAD, "Mozilla/5.0 (via ggpht.com GoogleImageProxy)", true
                    """)
    void machinesAreToldFromPeople(String method, String agent, boolean machine) {
        opens.record(new LinkRef(message, 1, 0), NOW, new Caller(method, agent, ADDRESS));
        assertThat(world.dsl.fetchValue("select machine from event_outbox where kind = 'read'"))
                .isEqualTo(machine);
        assertThat(world.state(message)).isEqualTo(machine ? "sent accepted" : "sent read");
    }

    @Test
    void aReceiptBesideTheOpenAddsNothing() {
        open(NOW, DESK);
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", NOW.plus(Duration.ofHours(1))));
        assertThat(world.events(message)).containsExactly("delivered", "billed", "read");
    }

    @Test
    void aReadingThatWasConcludedIsToldAgainWhenItIsShownAndOnceOnly() {
        click(NOW);
        assertThat(told()).containsExactly("implied 0 ");
        assertThat(implied()).isEqualTo(true);

        open(NOW.plusSeconds(60), DESK);
        assertThat(told()).containsExactly("implied 0 ", " 3 " + DESK);
        assertThat(implied()).isEqualTo(false);
        assertThat(readAt()).as("the earliest").isEqualTo("2026-11-02 10:00:40+00");

        open(NOW.plusSeconds(70), DESK);
        click(NOW.plusSeconds(80));
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", NOW.plusSeconds(90)));
        assertThat(told()).hasSize(2);
    }

    @Test
    void aReceiptOfTheReadingIsToldAfterAConcludedOne() {
        click(NOW);
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", NOW.plusSeconds(90)));
        assertThat(told()).containsExactly("implied 0 ", " 0 ");
        assertThat(readings())
                .containsExactly("read f 2026-11-02 10:00:40+00", "read f 2026-11-02 10:02:10+00");
        world.arrivesAndSettles(Say.receipt("READ", "p1-1", NOW.plusSeconds(95)));
        assertThat(told()).hasSize(2);
    }

    @Test
    void whatWasSeenUpToATimeIsToldAfterAConcludedReading() {
        click(NOW);
        world.arrivesAndSettles(Say.about("seen", "+1", NOW.plusSeconds(90)));
        assertThat(told()).containsExactly("implied 0 ", " 0 ");
        assertThat(implied()).isEqualTo(false);
        world.arrivesAndSettles(Say.about("seen", "+1", NOW.plusSeconds(500)));
        assertThat(told()).hasSize(2);
    }

    @Test
    void aReplyConcludesAndTheReceiptOfTheSameSetShows() {
        world.arrives(
                Say.reply("+1", "r1", "hello", NOW),
                Say.receipt("READ", "p1-1", NOW.plusSeconds(3)));
        world.settle();
        assertThat(told()).containsExactly("implied 0 ", " 0 ");
        assertThat(implied()).isEqualTo(false);
    }

    @Test
    void aReadingThatWasShownFirstIsToldOnce() {
        open(NOW, DESK);
        click(NOW.plusSeconds(5));
        click(NOW.minusSeconds(5));
        assertThat(told()).containsExactly(" 3 " + DESK);
        assertThat(implied()).isEqualTo(false);
        assertThat(readAt()).isEqualTo("2026-11-02 10:00:35+00");
    }

    @Test
    void whatAMachineDidConcludesNothing() {
        new Clicks(world.dsl, world.rules)
                .record(new LinkRef(message, 1, 0), NOW, new Caller("GET", "curl/8", ADDRESS));
        open(NOW, APPLE);
        assertThat(implied()).isEqualTo(false);
        assertThat(readAt()).isNull();
    }

    private void click(Instant at) {
        new Clicks(world.dsl, world.rules)
                .record(new LinkRef(message, 1, 0), at, new Caller("GET", DESK, ADDRESS));
    }

    /// Readings by people as they were told: reason, rules, agent.
    private List<String> told() {
        return world.dsl
                .resultQuery(
                        "select reason || ' ' || rules || ' ' || user_agent from event_outbox"
                                + " where kind = 'read' and not machine order by id")
                .fetch(0, String.class);
    }

    private @Nullable Object implied() {
        return world.dsl.fetchValue("select read_implied from recipient");
    }

    private @Nullable String readAt() {
        return world.dsl
                .fetchSingle("select cast(read_at as text) from recipient")
                .get(0, String.class);
    }

    private void open(Instant at, String agent) {
        opens.record(new LinkRef(message, 1, 0), at, new Caller("GET", agent, ADDRESS));
    }

    private List<String> readings() {
        return world.dsl
                .resultQuery(
                        "select concat_ws(' ', kind, machine, occurred_at) from event_outbox where"
                                + " kind = 'read' order by occurred_at")
                .fetch(0, String.class);
    }
}
