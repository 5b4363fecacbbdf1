package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.CONSENT;
import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.RATE_CARD;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.RUN;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jooq.types.YearToSecond;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.channel.FailureClass;
import org.parley.core.dispatch.BalanceSheet.ArmLine;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;
import org.parley.core.testing.World.ArmRow;

class LedgerTest {

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Ledger ledger = ledger(world.quick);
    private final Balances balances = new Balances(world.quick);

    private Ledger ledger(DSLContext dsl) {
        return Ledgers.over(dsl, clock);
    }

    private int freeze(int run) {
        List<Long> all = world.dsl.select(CONTACT.ID).from(CONTACT).fetch(CONTACT.ID);
        return ledger.freeze(run, each -> all.forEach(each::accept));
    }

    private List<Settlement> sent(Claim claim) {
        return claim.claimed().stream()
                .map(c -> Settlement.sent(c.ordinal(), "p" + c.ordinal(), false, clock.instant()))
                .toList();
    }

    @Test
    void everyMemberGetsOneRowOneOrdinalAndOneVerdict() {
        world.reachable("a");
        long noAddress = world.contact("b");
        world.consent(noAddress, "chat", "granted", clock.instant());
        long noConsent = world.contact("c");
        world.address(noConsent, "chat", "chat-c");
        long withdrawn = world.reachable("d");
        world.consent(withdrawn, "chat", "withdrawn", clock.instant());
        long twin = world.contact("e");
        world.address(twin, "chat", "chat-a");
        world.consent(twin, "chat", "granted", clock.instant());
        long bounced = world.reachable("f");
        world.dsl
                .update(ADDRESS)
                .set(ADDRESS.STATE, "invalid")
                .where(ADDRESS.CONTACT_ID.eq(bounced))
                .execute();
        int run = world.run("first");

        assertThat(freeze(run)).isEqualTo(6);

        assertThat(
                        world.dsl
                                .select(CONTACT.EXTERNAL_ID, RECIPIENT.REASON)
                                .from(RECIPIENT)
                                .join(CONTACT)
                                .on(CONTACT.ID.eq(RECIPIENT.CONTACT_ID))
                                .where(RECIPIENT.STATE.eq("skipped"))
                                .fetchMap(CONTACT.EXTERNAL_ID, RECIPIENT.REASON))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "b", "no_address",
                                "c", "no_consent",
                                "d", "withdrawn",
                                "e", "duplicate_address",
                                "f", "invalid_address"));
        assertThat(world.dsl.select(RECIPIENT.ORDINAL).from(RECIPIENT).fetch(RECIPIENT.ORDINAL))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(world.events(run)).isEqualTo(Map.of("assigned", 6, "skipped", 5));
        BalanceSheet sheet = balances.of(run);
        assertThat(sheet.closes()).isTrue();
        assertThat(sheet.pending()).isEqualTo(1);
    }

    @Test
    void freezingTwiceChangesNothing() {
        world.reachableCrowd(50);
        int run = world.run("twice");
        freeze(run);
        world.reachable("late");

        assertThat(freeze(run)).isEqualTo(50);

        assertThat(world.dsl.fetchCount(RECIPIENT)).isEqualTo(50);
        assertThat(world.events(run)).isEqualTo(Map.of("assigned", 50));
    }

    @Test
    void armsGetTheirShareAndTheSameContactFallsIntoTheSameArm() {
        world.reachableCrowd(2_000);
        List<ArmRow> arms =
                List.of(
                        new ArmRow("chat", "chat", 4_500),
                        new ArmRow("mail", "mail", 4_500),
                        new ArmRow("nobody", null, 1_000));
        int run = world.run("shares", arms);
        freeze(run);

        List<ArmLine> lines = balances.of(run).arms();

        assertThat(lines)
                .extracting(ArmLine::assigned)
                .satisfiesExactly(
                        chat -> assertThat(chat).isBetween(820L, 980L),
                        mail -> assertThat(mail).isBetween(820L, 980L),
                        holdout -> assertThat(holdout).isBetween(140L, 260L));
        assertThat(lines.get(2).skipped()).isEqualTo(lines.get(2).assigned());
        assertThat(lines.get(2).reasons()).extracting(r -> r.reason()).containsExactly("holdout");
        // computed apart from the database: the slot is a documented function of seed and external
        // id
        for (var row :
                world.dsl
                        .select(CONTACT.EXTERNAL_ID, RECIPIENT.ARM)
                        .from(RECIPIENT)
                        .join(CONTACT)
                        .on(CONTACT.ID.eq(RECIPIENT.CONTACT_ID))
                        .fetch()) {
            int slot = Slots.of("seed of shares", row.value1());
            int expected = slot < 4_500 ? 1 : slot < 9_000 ? 2 : 3;
            assertThat(row.value2().intValue()).as(row.value1()).isEqualTo(expected);
        }
    }

    @Test
    void aConsentWithdrawnAfterTheSnapshotStopsTheMessage() {
        long contact = world.reachable("a");
        world.reachable("b");
        int run = world.run("withdrawn");
        freeze(run);
        world.consent(contact, "chat", "withdrawn", clock.instant());

        Claim claim = ledger.claim(run, 0, 2, 10);

        assertThat(claim.examined()).isEqualTo(2);
        assertThat(claim.claimed()).extracting(Claimed::address).containsExactly("chat-b");
        assertThat(balances.of(run).reasons())
                .extracting(r -> r.reason())
                .containsExactly("withdrawn");
        assertThat(world.events(run)).containsEntry("skipped", 1);
    }

    @Test
    void withoutAConsentRowNothingIsClaimed() {
        world.reachable("a");
        int run = world.run("vanished");
        freeze(run);
        world.dsl.deleteFrom(CONSENT).execute();

        assertThat(ledger.claim(run, 0, 1, 10).claimed()).isEmpty();
        assertThat(balances.of(run).skipped()).isEqualTo(1);
    }

    @Test
    void aPausedRunClaimsNothing() {
        world.reachable("a");
        int run = world.run("paused");
        freeze(run);
        world.dsl.update(RUN).set(RUN.STATE, "paused").execute();

        assertThat(ledger.claim(run, 0, 1, 10).examined()).isZero();
        assertThat(balances.of(run).pending()).isEqualTo(1);
    }

    @Test
    void concurrentClaimsNeverShareARecipient() throws Exception {
        world.reachableCrowd(400);
        int run = world.run("crowd");
        freeze(run);
        Ledger shared = ledger(world.dsl);
        List<Callable<List<Integer>>> nodes = new ArrayList<>();
        for (int node = 0; node < 6; node++) {
            nodes.add(() -> {
                List<Integer> mine = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    shared.claim(run, 0, 400, 25).claimed().stream()
                            .map(Claimed::ordinal)
                            .forEach(mine::add);
                }
                return mine;
            });
        }
        List<Integer> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Integer>> node : threads.invokeAll(nodes)) {
                all.addAll(node.get());
            }
        }

        assertThat(all).hasSize(400).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        // now, quiet hours, zone, whether it may go, else the end of the quiet hours
        "2026-06-01T12:00:00Z, 21:00, 08:00, Europe/Berlin, ",
        "2026-06-01T19:00:00Z, 21:00, 08:00, Europe/Berlin, 2026-06-02T06:00:00Z",
        "2026-06-02T05:59:59Z, 21:00, 08:00, Europe/Berlin, 2026-06-02T06:00:00Z",
        "2026-06-02T06:00:00Z, 21:00, 08:00, Europe/Berlin, ",
        "2026-06-01T19:00:00Z, 21:00, 08:00, America/New_York, ",
        "2026-06-01T12:30:00Z, 12:00, 15:00, Europe/London, 2026-06-01T14:00:00Z",
        // the night in which Berlin's clocks go forward: 08:00 is 06:00 UTC and no longer 07:00
        "2026-03-28T22:00:00Z, 21:00, 08:00, Europe/Berlin, 2026-03-29T06:00:00Z",
    })
    void quietHoursAreTheContactsOwn(
            String now, LocalTime from, LocalTime until, String zone, Instant end) {
        long contact = world.contact("a", "DE", zone);
        world.address(contact, "chat", "chat-a");
        world.consent(contact, "chat", "granted", Instant.EPOCH);
        int run = world.run("quiet");
        world.dsl
                .update(CAMPAIGN)
                .set(CAMPAIGN.QUIET_FROM, from)
                .set(CAMPAIGN.QUIET_UNTIL, until)
                .execute();
        clock.set(now);
        freeze(run);

        Claim claim = ledger.claim(run, 0, 1, 10);

        if (end == null) {
            assertThat(claim.claimed()).hasSize(1);
        } else {
            assertThat(claim.claimed()).isEmpty();
            assertThat(ledger.nextDue(run, 0, 1)).contains(end);
            assertThat(balances.of(run).deferred()).isEqualTo(1);
            clock.set(end.toString());
            assertThat(ledger.claim(run, 0, 1, 10).claimed()).hasSize(1);
        }
    }

    @Test
    void aCappedPersonIsSkippedEvenWhenTwoRunsClaimAtOnce() throws Exception {
        world.reachableCrowd(100);
        int first = world.run("one");
        int second = world.run("two");
        world.dsl
                .update(CAMPAIGN)
                .set(CAMPAIGN.CAP_COUNT, 1)
                .set(CAMPAIGN.CAP_WINDOW, YearToSecond.valueOf(Duration.ofDays(1)))
                .execute();
        freeze(first);
        freeze(second);

        Ledger shared = ledger(world.dsl);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Claim> one = threads.submit(() -> shared.claim(first, 0, 100, 100));
            Future<Claim> two = threads.submit(() -> shared.claim(second, 0, 100, 100));
            assertThat(one.get().claimed().size() + two.get().claimed().size()).isEqualTo(100);
        }
        assertThat(balances.of(first).skipped() + balances.of(second).skipped()).isEqualTo(100);
    }

    @Test
    void outcomesAreToldAndBilledOnce() {
        world.reachableCrowd(3);
        world.dsl
                .insertInto(RATE_CARD)
                .set(RATE_CARD.CHANNEL, "chat")
                .set(RATE_CARD.COUNTRY, "DE")
                .set(RATE_CARD.BILLED_ON, "sent")
                .set(RATE_CARD.PRICE, new BigDecimal("0.012345"))
                .set(RATE_CARD.CURRENCY, "EUR")
                .set(RATE_CARD.VENDOR, "test")
                .set(RATE_CARD.EFFECTIVE_FROM, LocalDate.parse("2026-01-01"))
                .execute();
        int run = world.run("billed");
        freeze(run);
        Claim claim = ledger.claim(run, 0, 3, 10);
        List<Settlement> outcomes =
                List.of(
                        Settlement.sent(1, "p1", true, clock.instant()),
                        Settlement.failed(
                                2, "unreachable", FailureClass.RECIPIENT, "5", clock.instant()),
                        Settlement.unknown(3, false, clock.instant()));
        assertThat(claim.claimed()).hasSize(3);

        ledger.settle(run, outcomes);
        ledger.settle(run, outcomes);

        assertThat(world.events(run))
                .isEqualTo(
                        Map.of(
                                "assigned",
                                3,
                                "billed",
                                1,
                                "delivered",
                                1,
                                "failed",
                                1,
                                "sent",
                                1,
                                "unknown",
                                2));
        assertThat(
                        world.dsl
                                .select(EVENT_OUTBOX.PRICE)
                                .from(EVENT_OUTBOX)
                                .where(EVENT_OUTBOX.KIND.eq("billed"))
                                .fetchSingle()
                                .value1())
                .isEqualByComparingTo("0.012345");
        BalanceSheet sheet = balances.of(run);
        assertThat(sheet.closes()).isTrue();
        assertThat(List.of(sheet.sent(), sheet.failed(), sheet.unknown()))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void aClaimOfADeadLaunchIsUnknownAndALateAnswerStillCounts() {
        world.reachableCrowd(2);
        int run = world.run("dead");
        freeze(run);
        Claim claim = ledger.claim(run, 0, 2, 10);

        ledger.abandonClaims(run, List.of(), List.of());

        assertThat(balances.of(run).unknown()).isEqualTo(2);
        assertThat(ledger.claim(run, 0, 2, 10).examined()).isZero();

        ledger.settle(run, sent(claim).subList(0, 1));

        BalanceSheet sheet = balances.of(run);
        assertThat(sheet.sent()).isEqualTo(1);
        assertThat(sheet.unknown()).isEqualTo(1);
        assertThat(sheet.closes()).isTrue();
    }

    @Test
    void whereTheProviderRecognisesRepeatsADeadClaimIsSentAgain() {
        world.reachable("a");
        int run = world.run("repeat");
        freeze(run);
        ledger.claim(run, 0, 1, 10);

        ledger.abandonClaims(run, List.of(new Channel("chat")), List.of());

        assertThat(ledger.claim(run, 0, 1, 10).claimed()).hasSize(1);
    }

    @Test
    void aProvidersOptOutWritesTheConsentLedger() {
        long contact = world.reachable("a");
        int run = world.run("optout");
        freeze(run);
        ledger.claim(run, 0, 1, 10);

        ledger.settle(
                run,
                List.of(
                        Settlement.failed(
                                1, "opted_out", FailureClass.OPTED_OUT, "6", clock.instant())));

        assertThat(
                        world.dsl
                                .select(CONSENT.STATE)
                                .from(CONSENT)
                                .where(CONSENT.CONTACT_ID.eq(contact))
                                .fetchSingle()
                                .value1())
                .isEqualTo("withdrawn");
        assertThat(world.events(run)).containsEntry("opted_out", 1).containsEntry("failed", 1);
    }
}
