package org.parley.core.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.core.offer.Offer.Source;
import org.parley.core.offer.Offers.CodeLine;
import org.parley.core.offer.Offers.RefusedCode;
import org.parley.core.offer.internal.OfferStore;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

class OffersTest {

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Offers offers = new Offers(new OfferStore(world.quick), clock);

    private static NewOffer pool(String name) {
        return new NewOffer(name, Source.POOL, null, null, null, null, null);
    }

    private static List<CodeLine> lines(String... codes) {
        return IntStream.range(0, codes.length)
                .mapToObj(i -> new CodeLine(i + 1, codes[i]))
                .toList();
    }

    @Test
    void anOfferIsKeptAsItWasWritten() {
        Instant from = Instant.parse("2026-06-01T00:00:00Z");
        Instant until = Instant.parse("2026-07-01T00:00:00Z");
        OfferStock made =
                offers.create(
                        new NewOffer("Ten off", Source.MADE, "JUNE-", 12, 3, from, until), "ann");

        long id = made.offer().id();
        assertThat(offers.get(id))
                .isEqualTo(
                        new OfferStock(
                                new Offer(
                                        id,
                                        "Ten off",
                                        Source.MADE,
                                        "JUNE-",
                                        12,
                                        3,
                                        from,
                                        until,
                                        "ann",
                                        clock.instant()),
                                0,
                                0));
        assertThat(offers.page(null, 10).items()).containsExactly(made);
        assertThatThrownBy(() -> offers.create(pool("Ten off"), "bob"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_EXISTS));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var draft = new NewOffer(" ", Source.MADE, "Ä", 9, 0, clock.instant(), clock.instant());

        assertThat(draft.problems())
                .extracting(FieldProblem::field)
                .containsExactly("name", "prefix", "length", "mostUses", "validUntil");
        var unstorable =
                new NewOffer(
                        "a\u0000b",
                        Source.POOL,
                        null,
                        null,
                        null,
                        Instant.MIN,
                        Instant.parse("+300000-01-01T00:00:00Z"));
        assertThat(unstorable.problems())
                .extracting(FieldProblem::field)
                .containsExactly("name", "validFrom", "validUntil");
        assertThat(new NewOffer("p", Source.POOL, "A", null, 1, null, null).problems())
                .extracting(FieldProblem::field)
                .containsExactly("prefix");
    }

    @Test
    void codesOfTheShopLandAndBadOnesAreRefusedByLine() {
        long one = offers.create(pool("one"), "ann").offer().id();
        long other = offers.create(pool("other"), "ann").offer().id();
        offers.bring(other, lines("TAKEN-1"));

        var brought =
                offers.bring(
                        one, lines(" Good-1 ", "no spaces", "taken-1", "ab", "GOOD-1", "Good-2"));

        assertThat(brought.added()).isEqualTo(2);
        assertThat(brought.refused())
                .containsExactly(
                        new RefusedCode(2, "A code has " + CodeText.BROUGHT),
                        new RefusedCode(3, "This code is known already"),
                        new RefusedCode(4, "A code has " + CodeText.BROUGHT),
                        new RefusedCode(5, "The same code as on line 1"));
        assertThat(offers.get(one).waiting()).isEqualTo(2);
        assertThat(offers.bring(one, lines("Good-1", "Good-2")).added()).isZero();
    }

    @Test
    void whatIsLeftOfListsAroundACodeIsNoneOfIt() {
        long one = offers.create(pool("one"), "ann").offer().id();

        var brought =
                offers.bring(
                        one, lines("AB-1;AB-2", "AB-1,", "\"AB-1\"", "'AB-1'", "A\tB-1", "AB-1"));

        assertThat(brought.added()).isEqualTo(1);
        assertThat(brought.refused()).hasSize(5);
    }

    @Test
    void codesThatNobodyHasAndNobodyUsedAreTakenBackAndComeAgain() {
        long one = offers.create(pool("one"), "ann").offer().id();
        offers.bring(one, lines("HERS-1", "USED-1", "WRONG-1", "WRONG-2"));
        int run = world.run("campaign");
        world.quick.execute(
                "update promo_code set contact_id = {0}, issued_at = now(), campaign_id = (select campaign_id from run where id = {1}) where code = 'HERS-1'",
                DSL.val(world.contact("ann")), DSL.val(run));
        sold("1", "used-1");

        assertThat(offers.takeBack(one)).isEqualTo(2);

        assertThat(world.quick.fetch("select code from promo_code order by 1").into(String.class))
                .containsExactly("HERS-1", "USED-1");
        assertThat(offers.bring(one, lines("WRONG-1")).added()).isEqualTo(1);
    }

    @Test
    void aCodeThatWasUsedBeforeItWasBroughtWaitsForNobody() {
        sold("1", "shop-7");
        long one = offers.create(pool("one"), "ann").offer().id();

        assertThat(offers.bring(one, lines("SHOP-7", "SHOP-8")).added()).isEqualTo(2);

        assertThat(offers.get(one).waiting()).isEqualTo(1);
    }

    private void sold(String order, String code) {
        world.quick.execute(
                """
                with sold as (
                  insert into shop_order (store, external_id, kind, placed_at, currency, revenue, revenue_minor, source)
                  values ('web', {0}, 'sale', now(), 'EUR', 1, 100, 'api') returning id)
                insert into shop_order_code (shop_order_id, code) select id, {1} from sold\
                """,
                DSL.val(order), DSL.val(code));
    }

    @Test
    void nothingIsBroughtWhereCodesAreMade() {
        long made =
                offers.create(new NewOffer("m", Source.MADE, null, null, null, null, null), "a")
                        .offer()
                        .id();
        for (ThrowingCallable pooling :
                List.<ThrowingCallable>of(
                        () -> offers.bring(made, lines("ABC-1")), () -> offers.takeBack(made))) {
            assertThatThrownBy(pooling)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
    }

    /// A generator that repeats itself at first, as no real one does.
    @Test
    void aDrawnCodeThatIsTakenIsDrawnAgain() {
        long made =
                offers.create(new NewOffer("m", Source.MADE, null, null, null, null, null), "a")
                        .offer()
                        .id();
        int run = world.run("campaign");
        long campaign =
                world.quick
                        .fetchSingle("select campaign_id from run where id = {0}", DSL.val(run))
                        .into(Long.class);
        long ann = world.contact("ann");
        long bob = world.contact("bob");
        var stuck =
                new SecureRandom() {
                    private static final long serialVersionUID = 1L;
                    private int draws;

                    @Override
                    public int nextInt(int bound) {
                        return draws++ < 20 ? 0 : super.nextInt(bound);
                    }
                };

        Map<Long, String> codes =
                new CodeIssue(stuck)
                        .issue(
                                world.quick,
                                made,
                                campaign,
                                List.of(ann, bob),
                                false,
                                clock.instant())
                        .codes();

        assertThat(codes).containsOnlyKeys(ann, bob).containsValue("3333333333");
        assertThat(codes.values()).doesNotHaveDuplicates();
        assertThat(
                        new CodeIssue(new SecureRandom())
                                .issue(
                                        world.quick,
                                        made,
                                        campaign,
                                        List.of(bob, ann),
                                        false,
                                        clock.instant())
                                .codes())
                .isEqualTo(codes);
    }

    @Test
    void everyCharacterIsDrawnAboutEquallyOften() {
        CodeMaker maker = new CodeMaker(new SecureRandom());
        Map<Integer, Long> counts =
                IntStream.range(0, 2_200)
                        .mapToObj(_ -> maker.draw("", 10))
                        .flatMap(code -> code.chars().boxed())
                        .collect(
                                Collectors.groupingBy(c -> c, TreeMap::new, Collectors.counting()));
        assertThat(counts).hasSize(22);
        // a thousand of each, give or take six standard deviations
        assertThat(counts.values()).allSatisfy(n -> assertThat(n).isBetween(800L, 1_200L));
    }
}
