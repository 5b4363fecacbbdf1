package org.parley.core.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.core.commerce.CustomerRef;
import org.parley.core.commerce.NewOrder;
import org.parley.core.commerce.Orders;
import org.parley.core.commerce.internal.OrderStore;
import org.parley.core.contact.PhoneNumbers;
import org.parley.core.offer.CodeCheck.State;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.RedeemOutcome.NotRedeemable;
import org.parley.core.offer.RedeemOutcome.Redeemed;
import org.parley.core.offer.RedeemOutcome.Repeated;
import org.parley.core.offer.ReleaseOutcome.NotUsed;
import org.parley.core.offer.internal.OfferStore;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

class RedemptionsTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private static final String SOLD =
            "insert into shop_order (store, external_id, kind, placed_at, currency, revenue, revenue_minor, source) values ('web', '1', 'sale', now(), 'EUR', 1, 100, 'import')";
    private static final String WITH =
            "insert into shop_order_code (shop_order_id, code) select id, {0} from shop_order where external_id = '1'";

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Offers offers = new Offers(new OfferStore(world.quick), clock);
    private final Redemptions redemptions = new Redemptions(world.dsl, clock);

    /// Ann has the code.
    private void code(String code, int mostUses, @Nullable Instant from, @Nullable Instant until) {
        long offer =
                offers.create(
                                new NewOffer(
                                        "offer of " + code,
                                        Source.POOL,
                                        null,
                                        null,
                                        mostUses,
                                        from,
                                        until),
                                "test")
                        .offer()
                        .id();
        offers.bring(offer, List.of(new Offers.CodeLine(1, code)));
        int run = world.run("campaign of " + code);
        world.quick.execute(
                "update promo_code set contact_id = {0}, campaign_id = (select campaign_id from run where id = {1}), issued_at = now() where code = {2}",
                DSL.val(world.contact("owner of " + code)), DSL.val(run), DSL.val(code));
    }

    @Test
    void aStoreIsToldWhetherACodeMayBeUsed() {
        code("Now-1", 1, JUNE, JUNE.plus(Duration.ofDays(30)));
        code("Later-1", 1, JUNE.plus(Duration.ofDays(1)), null);
        code("Over-1", 1, null, JUNE);

        assertThat(redemptions.check(" now-1 "))
                .isEqualTo(
                        new CodeCheck(
                                State.VALID,
                                "offer of Now-1",
                                JUNE,
                                JUNE.plus(Duration.ofDays(30)),
                                1));
        assertThat(redemptions.check("Later-1").state()).isEqualTo(State.NOT_YET_VALID);
        assertThat(redemptions.check("Over-1").state()).isEqualTo(State.EXPIRED);
        assertThat(redemptions.check("Never")).isEqualTo(CodeCheck.UNKNOWN);
    }

    @Test
    void aCodeThatNobodyGotIsAsUnknownAsOneThatNobodyMade() {
        long pool =
                offers.create(new NewOffer("p", Source.POOL, null, null, null, null, null), "test")
                        .offer()
                        .id();
        offers.bring(pool, List.of(new Offers.CodeLine(1, "WAITING")));

        assertThat(redemptions.check("WAITING")).isEqualTo(CodeCheck.UNKNOWN);
        assertThat(redemptions.redeem("WAITING", "shop", "1")).isInstanceOf(NotRedeemable.class);
    }

    @Test
    void theSameOrderAgainChangesNothingAndASecondOrderIsRefused() {
        code("Once-1", 1, null, null);

        assertThat(redemptions.redeem("ONCE-1", "shop", "1")).isInstanceOf(Redeemed.class);
        assertThat(redemptions.redeem("Once-1", "shop", "1")).isInstanceOf(Repeated.class);
        assertThat(redemptions.redeem("Once-1", "shop", "2"))
                .isInstanceOfSatisfying(
                        NotRedeemable.class,
                        no -> assertThat(no.code().state()).isEqualTo(State.REDEEMED));
        assertThat(redemptions.check("Once-1").usesLeft()).isZero();
        assertThat(world.quick.fetchValue("select count(*) from promo_redemption")).isEqualTo(1L);
    }

    @Test
    void aCodeIsUsedInAsManyOrdersAsItsOfferAllows() {
        code("Thrice", 3, null, null);
        for (String order : List.of("1", "2", "3")) {
            assertThat(redemptions.redeem("Thrice", "shop", order)).isInstanceOf(Redeemed.class);
        }
        assertThat(redemptions.redeem("Thrice", "shop", "4")).isInstanceOf(NotRedeemable.class);
    }

    @Test
    void aUseThatIsTakenBackFreesTheCodeForAnotherOrderAndForTheSame() {
        code("Free-1", 1, null, null);
        redemptions.redeem("Free-1", "web", "1");

        assertThat(redemptions.release("FREE-1", "web", "1")).isEqualTo(released("Free-1"));
        assertThat(redemptions.release("Free-1", "web", "1")).isEqualTo(released("Free-1"));
        assertThat(redemptions.redeem("Free-1", "web", "1")).isInstanceOf(Redeemed.class);
        assertThat(redemptions.redeem("Free-1", "web", "2")).isInstanceOf(NotRedeemable.class);
        redemptions.release("Free-1", "web", "1");
        assertThat(redemptions.redeem("Free-1", "web", "2")).isInstanceOf(Redeemed.class);
        assertThat(world.quick.fetchValue("select string_agg(order_id, ' ') from promo_use"))
                .isEqualTo("2");
        assertThat(redemptions.release("Free-1", "web", "3")).isEqualTo(new NotUsed());
        assertThat(redemptions.release("NEVER", "web", "1")).isEqualTo(new NotUsed());
    }

    private static ReleaseOutcome released(String code) {
        return new ReleaseOutcome.Released(
                new CodeCheck(State.VALID, "offer of " + code, null, null, 1));
    }

    @Test
    void whatTheOrderItselfWasPlacedWithIsNotTakenBackAndComesBackWhereItIsToldLater() {
        code("Kept-1", 1, null, null);
        redemptions.redeem("Kept-1", "web", "1");
        redemptions.release("Kept-1", "web", "1");
        world.quick.execute(SOLD);
        world.quick.execute(WITH, DSL.val("kept-1"));

        assertThat(redemptions.check("Kept-1").state()).isEqualTo(State.REDEEMED);
        assertThat(redemptions.release("Kept-1", "web", "1")).isEqualTo(new ReleaseOutcome.Sold());
    }

    @Test
    void theSaleThatAUseIsTakenBackFromIsDue() {
        code("Due-1", 1, null, null);
        redemptions.redeem("Due-1", "web", "1");
        world.quick.execute(SOLD);
        world.quick.execute("delete from attribution_due");

        redemptions.release("Due-1", "web", "1");
        assertThat(due()).isEqualTo(1);
        assertThat(world.quick.fetchValue("select count(*) from code_use")).isEqualTo(0L);
    }

    @Test
    void ofManyTillsAtOnceOneRedeemsACode() throws Exception {
        code("Race", 1, null, null);
        List<Callable<RedeemOutcome>> tills =
                IntStream.range(0, 8)
                        .<Callable<RedeemOutcome>>mapToObj(
                                i -> () -> redemptions.redeem("Race", "shop", "o" + i))
                        .toList();
        List<RedeemOutcome> outcomes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : threads.invokeAll(tills)) {
                outcomes.add(each.get());
            }
        }
        assertThat(outcomes).filteredOn(Redeemed.class::isInstance).hasSize(1);
    }

    /// Of two who do not see each other nobody would make the order due.
    @Test
    void aTillWaitsForTheOrderThatIsJustBeingRecordedAndMakesItDue() throws Exception {
        code("Both-1", 1, null, null);
        try (var till = Executors.newSingleThreadExecutor()) {
            Future<RedeemOutcome> redeemed =
                    world.dsl.transactionResult(tx -> {
                        new Orders(new OrderStore(tx.dsl()), new PhoneNumbers()).place(order("1"));
                        var outcome = till.submit(() -> redemptions.redeem("Both-1", "web", "1"));
                        await().until(() -> outcome.isDone() || waits("advisory"));
                        assertThat(outcome.isDone()).isFalse();
                        return outcome;
                    });
            assertThat(redeemed.get()).isInstanceOf(Redeemed.class);
        }
        assertThat(due()).isEqualTo(1);
    }

    /// Files are imported without the lock of the order.
    @Test
    void anOrderThatIsToldWithACodeThatATillIsJustRedeemingIsDue() throws Exception {
        code("Both-2", 1, null, null);
        try (var file = Executors.newSingleThreadExecutor()) {
            Future<?> told =
                    world.dsl.transactionResult(tx -> {
                        new Redemptions(tx.dsl(), clock).redeem("Both-2", "web", "1");
                        var imported =
                                file.submit(() ->
                                        world.dsl.transaction(own -> {
                                            own.dsl().execute(SOLD);
                                            own.dsl().execute(WITH, DSL.val("Both-2"));
                                        }));
                        await().until(() -> imported.isDone() || waits("transactionid"));
                        assertThat(imported.isDone()).isFalse();
                        return imported;
                    });
            told.get();
        }
        assertThat(due()).isEqualTo(1);
        assertThat(world.quick.fetchValue("select source from promo_redemption"))
                .isEqualTo("store");
    }

    private boolean waits(String lock) {
        return world.quick
                .fetchSingle(
                        "select exists (select from pg_locks where not granted and locktype = {0})",
                        DSL.val(lock))
                .into(boolean.class);
    }

    private long due() {
        return (long)
                world.quick.fetchValue(
                        "select count(*) from attribution_due join shop_order o on o.id = sale_id");
    }

    private static NewOrder order(String id) {
        return new NewOrder(
                "web",
                id,
                new CustomerRef(null, null, null),
                JUNE,
                Currency.getInstance("EUR"),
                null,
                BigDecimal.ONE,
                List.of(),
                "api",
                List.of());
    }
}
