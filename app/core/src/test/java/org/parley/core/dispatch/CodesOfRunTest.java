package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.campaign.internal.CampaignStore;
import org.parley.core.channel.FailureClass;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Failover.Lapsed;
import org.parley.core.offer.NewOffer;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.CodeLine;
import org.parley.core.offer.internal.OfferStore;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;
import org.parley.core.testing.World.ArmRow;

/// Who gets which code, as messages are claimed.
class CodesOfRunTest {

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Ledger ledger = ledger(world.quick);
    private final Offers offers = new Offers(new OfferStore(world.quick), clock);
    private final long made =
            offers.create(new NewOffer("made", Source.MADE, "MAY-", 10, 1, null, null), "test")
                    .offer()
                    .id();

    private Ledger ledger(DSLContext dsl) {
        return Ledgers.over(dsl, clock);
    }

    private long pool(int codes) {
        long pool =
                offers.create(
                                new NewOffer("pool", Source.POOL, null, null, null, null, null),
                                "test")
                        .offer()
                        .id();
        offers.bring(
                pool,
                IntStream.range(0, codes).mapToObj(i -> new CodeLine(i, "Shop-" + i)).toList());
        return pool;
    }

    private void offer(int run, long offer) {
        world.quick.execute(
                "update campaign_arm set offer_id = {0} where variant_id is not null and campaign_id = (select campaign_id from run where id = {1})",
                val(offer), val(run));
    }

    private void freeze(int run) {
        List<Long> all = world.dsl.fetch("select id from contact order by id").into(Long.class);
        ledger.freeze(run, each -> all.forEach(each::accept));
    }

    private int frozen(long offer) {
        int run = world.run("offering");
        offer(run, offer);
        freeze(run);
        return run;
    }

    private List<Claimed> claim(int run) {
        return ledger.claim(run, 0, 10_000, 10_000).claimed();
    }

    private static boolean codeless(Claimed claimed) {
        return claimed.missing() != null;
    }

    private static List<Object> codes(List<Claimed> claimed) {
        return claimed.stream().map(c -> c.variables().get("promo_code")).toList();
    }

    @Test
    void everybodyGetsACodeOfTheirOwnOfTheOffersForm() {
        world.reachableCrowd(500);
        List<Claimed> claimed = claim(frozen(made));

        assertThat(codes(claimed)).hasSize(500).doesNotHaveDuplicates();
        assertThat(codes(claimed))
                .allSatisfy(code ->
                        assertThat((String) code).matches("MAY-[34679CDFGHJKMNPQRTVWXY]{10}"));
        assertThat(claimed).noneMatch(CodesOfRunTest::codeless);
    }

    @Test
    void aRetryShowsTheSameCode() {
        world.reachableCrowd(3);
        int run = frozen(made);
        List<Claimed> first = claim(run);
        ledger.settle(
                run,
                first.stream()
                        .map(c ->
                                Settlement.later(
                                        c.ordinal(),
                                        FailureClass.THROTTLED,
                                        "busy",
                                        clock.instant(),
                                        clock.instant().plusSeconds(60)))
                        .toList());
        clock.advance(Duration.ofMinutes(2));

        assertThat(codes(claim(run))).isEqualTo(codes(first)).doesNotContainNull();
    }

    @Test
    void anotherChannelShowsTheSameCode() {
        world.reachableOn("ann", "a", "b");
        int run = world.chain("chain", Duration.ofHours(1), "a", "b");
        offer(run, made);
        freeze(run);
        Claimed first = claim(run).getFirst();
        ledger.settle(run, List.of(Settlement.sent(first.ordinal(), "p", false, clock.instant())));
        clock.advance(Duration.ofHours(2));
        Failover failover = new Failover(world.dsl, clock);
        failover.advance(
                run, failover.lapsed(run, 0, 10, 10).stream().map(Lapsed::ordinal).toList());

        Claimed second = claim(run).getFirst();
        assertThat(second.channel().name()).isEqualTo("b");
        assertThat(codes(List.of(second))).isEqualTo(codes(List.of(first))).doesNotContainNull();
    }

    @Test
    void aPoolThatIsTooSmallLeavesPeopleWithoutAndNobodyWithAnothers() {
        world.reachableCrowd(5);
        int run = frozen(pool(3));
        List<Claimed> claimed = claim(run);

        assertThat(claimed.stream().filter(c -> !codeless(c)).toList())
                .extracting(c -> c.variables().get("promo_code"))
                .containsExactlyInAnyOrder("Shop-0", "Shop-1", "Shop-2");
        assertThat(claimed.stream().filter(CodesOfRunTest::codeless).toList())
                .hasSize(2)
                .allMatch(c -> !c.variables().containsKey("promo_code"))
                .allMatch(c -> !Objects.requireNonNull(c.missing()).ended());
    }

    @Test
    void twoDispatchersAtOnceNeverGiveOneCodeTwice() throws Exception {
        world.reachableCrowd(600);
        int run = frozen(pool(500));
        List<Callable<List<Claimed>>> dispatchers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            dispatchers.add(() -> {
                Ledger own = ledger(world.dsl);
                List<Claimed> all = new ArrayList<>();
                Claim claim = own.claim(run, 0, 10_000, 20);
                while (claim.examined() > 0) {
                    all.addAll(claim.claimed());
                    claim = own.claim(run, 0, 10_000, 20);
                }
                return all;
            });
        }
        List<Claimed> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(dispatchers)) {
                all.addAll(each.get());
            }
        }

        assertThat(all).hasSize(600);
        Set<Object> given = new HashSet<>(codes(all.stream().filter(c -> !codeless(c)).toList()));
        assertThat(given).hasSize(500).doesNotContainNull();
        assertThat(all).filteredOn(CodesOfRunTest::codeless).hasSize(100);
    }

    @Test
    void twoCampaignsOfOnePoolShareItWithoutSharingACode() throws Exception {
        world.reachableCrowd(200);
        long pool = pool(300);
        int one = world.run("one");
        int other = world.run("other");
        offer(one, pool);
        offer(other, pool);
        freeze(one);
        freeze(other);
        List<Callable<List<Object>>> both =
                List.of(
                        () -> codes(ledger(world.dsl).claim(one, 0, 200, 200).claimed()),
                        () -> codes(ledger(world.dsl).claim(other, 0, 200, 200).claimed()));
        List<Object> given = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(both)) {
                given.addAll(each.get());
            }
        }
        given.removeIf(code -> code == null);
        assertThat(given).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void theHoldoutAndThoseWhoAreSkippedTakeNoCode() {
        world.reachableCrowd(100);
        world.contact("unreachable");
        int run =
                world.run(
                        "held",
                        List.of(new ArmRow("chat", "chat", 5_000), new ArmRow("out", null, 5_000)));
        offer(run, pool(200));
        freeze(run);
        int claimed = claim(run).size();

        assertThat(claimed).isBetween(20, 80);
        assertThat(
                        world.quick.fetchValue(
                                "select count(*) from promo_code where contact_id is not null"))
                .isEqualTo((long) claimed);
        assertThat(
                        world.quick.fetchValue(
                                "select count(*) from promo_code c join recipient r on r.contact_id = c.contact_id where r.state <> 'claimed'"))
                .isEqualTo(0L);
    }

    @Test
    void aCodeOfThePoolThatWasUsedBeforeAnybodyGotItIsPassedOver() {
        world.reachableCrowd(1);
        long pool = pool(2);
        world.quick.execute(
                "insert into promo_redemption (code_id, store, order_id, redeemed_at, source) select id, 's', 'o', now(), 'order' from promo_code where code = 'Shop-0'");

        assertThat(codes(claim(frozen(pool)))).containsExactly("Shop-1");
    }

    @Test
    void aSimulatedRunUsesNoPoolUp() {
        world.reachableCrowd(3);
        long pool = pool(2);
        int run = frozen(pool);
        world.quick.execute("update run set sandbox = true");

        assertThat(codes(claim(run)))
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat((String) code).startsWith("TEST-"));
        assertThat(offers.get(pool).waiting()).isEqualTo(2);
    }

    /// The order did not see the code yet, and whoever brought it not yet the order.
    @Test
    void aCodeThatWasUsedWhileItWasBroughtIsPassedOverToo() {
        world.reachableCrowd(2);
        long pool = pool(0);
        world.dsl.transaction(tx -> {
            new Offers(new OfferStore(tx.dsl()), clock)
                    .bring(
                            pool,
                            List.of(
                                    new CodeLine(1, "Race-1"),
                                    new CodeLine(2, "Race-2"),
                                    new CodeLine(3, "Race-3")));
            sold("race-1");
        });
        assertThat(world.quick.fetchValue("select count(*) from promo_redemption")).isEqualTo(0L);

        assertThat(codes(claim(frozen(pool)))).containsExactlyInAnyOrder("Race-2", "Race-3");
        assertThat(
                        world.quick.fetchValue(
                                "select code from promo_redemption join promo_code c on c.id = code_id"))
                .isEqualTo("Race-1");
    }

    @Test
    void onceAnOfferHasEndedNobodyIsSentItsCodes() {
        world.reachableCrowd(2);
        long ending =
                offers.create(
                                new NewOffer(
                                        "ending",
                                        Source.MADE,
                                        "END-",
                                        10,
                                        1,
                                        null,
                                        clock.instant().plusSeconds(60)),
                                "test")
                        .offer()
                        .id();
        int run = frozen(ending);
        Claimed first = ledger.claim(run, 0, 10_000, 1).claimed().getFirst();
        assertThat(codeless(first)).isFalse();
        ledger.settle(
                run,
                List.of(
                        Settlement.later(
                                first.ordinal(),
                                FailureClass.THROTTLED,
                                "busy",
                                clock.instant(),
                                clock.instant().plusSeconds(60))));
        clock.advance(Duration.ofMinutes(2));

        assertThat(claim(run))
                .hasSize(2)
                .allMatch(c -> Objects.requireNonNull(c.missing()).ended());
    }

    /// Who pauses holds the campaign and wants the run; who claims holds the run and gives codes of
    /// the campaign.
    @Test
    void aClaimDoesNotWaitForWhoeverPausesTheCampaign() throws Exception {
        world.reachableCrowd(3);
        int run = frozen(made);
        long campaign =
                (long) world.dsl.fetchValue("select campaign_id from run where id = {0}", val(run));
        try (var other = Executors.newSingleThreadExecutor()) {
            List<Claimed> claimed =
                    world.dsl.transactionResult(tx -> {
                        new CampaignStore().lock(tx.dsl(), campaign);
                        return other.submit(() -> claim(run)).get(20, TimeUnit.SECONDS);
                    });
            assertThat(claimed).hasSize(3).noneMatch(CodesOfRunTest::codeless);
        }
    }

    @Test
    void anOrderWithTheCodeOfAMessageThatIsGivenUpIsDueAgain() {
        world.reachable("ann");
        int run = frozen(made);
        order(claim(run).getFirst());

        ledger.abandonClaims(run, List.of(), List.of());

        assertThat(due()).isEqualTo(1);
    }

    /// A quick customer buys while the chunk is still under way, when no message could be credited.
    @Test
    void anOrderThatCameBeforeTheOutcomeIsDueAgainWithIt() {
        world.reachable("ann");
        int run = frozen(made);
        Claimed ann = claim(run).getFirst();
        order(ann);

        ledger.settle(run, List.of(Settlement.sent(ann.ordinal(), "p", false, clock.instant())));

        assertThat(due()).isEqualTo(1);
    }

    /// With the code of the message, credited before anything is known of it.
    private void order(Claimed ann) {
        sold(((String) codes(List.of(ann)).getFirst()).toLowerCase(Locale.ROOT));
        assertThat(due()).isEqualTo(1);
        world.quick.execute("delete from attribution_due");
    }

    private void sold(String code) {
        world.quick.execute(
                """
                with sold as (
                  insert into shop_order (store, external_id, kind, placed_at, currency, revenue, revenue_minor, source)
                  values ('web', '1', 'sale', now(), 'EUR', 1, 100, 'api') returning id)
                insert into shop_order_code (shop_order_id, code) select id, {0} from sold\
                """,
                val(code));
    }

    private long due() {
        return (long)
                world.quick.fetchValue("select count(*) from attribution_due where sale_id = 1");
    }

    @Test
    void withoutAnOfferAnAttributeOfThatNameIsWhatItWas() {
        long ann = world.reachable("ann");
        world.quick.execute(
                "update contact set attributes = '{\"promo_code\": \"OWN\"}' where id = {0}",
                val(ann));
        int run = world.run("plain");
        freeze(run);

        assertThat(codes(claim(run))).containsExactly("OWN");
    }
}
