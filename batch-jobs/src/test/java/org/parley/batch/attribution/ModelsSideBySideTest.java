package org.parley.batch.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;
import static org.parley.batch.attribution.AttributionWorld.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.analytics.attribution.AttributionModel;
import org.parley.analytics.attribution.AttributionReport;
import org.parley.analytics.attribution.AttributionReport.Amounts;
import org.parley.analytics.attribution.AttributionReports;
import org.parley.analytics.attribution.internal.ShareFigures;

/// Seeded histories in which everything comes that can come: touches told twice, orders before
/// their touches and refunds before their sales, refunds in parts, beyond the sale, of nobody's and
/// of unknown sales, adjustments, two currencies, customers nobody knows, codes of one's own, of
/// others and of nobody, redeemed before the order is told or with it.
class ModelsSideBySideTest {

    private static final int PEOPLE = 6;

    private final List<Runnable> history = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyModelAndWhatIsUnmatchedAddUpToAllDocuments(long seed) {
        var world = told(seed, 7);
        var reports = new AttributionReports(new ShareFigures(world.dsl));
        var report = reports.report(null, null);

        var documents =
                sums(
                        world,
                        "select currency, sum(revenue_minor) from shop_order group by currency");
        assertThat(report.totals()).hasSize(documents.size() * AttributionModel.values().length);
        for (var total : report.totals()) {
            assertThat(total.all().netMinor()).isEqualTo(documents.get(total.currency()));
            assertThat(total.credited().plus(total.unmatched())).isEqualTo(total.all());
            assertThat(total.all().orders().stripTrailingZeros().scale()).isLessThanOrEqualTo(0);
            if (total.model() == AttributionModel.BOOKED) {
                assertThat(total.credited().netMinor())
                        .isEqualTo(
                                sums(
                                                world,
                                                "select currency, sum(revenue_minor) from credit join"
                                                        + " shop_order on id = shop_order_id group by"
                                                        + " currency")
                                        .get(total.currency()));
            }
        }
        assertThat(report.unmatched()).isNotEmpty();
        assertThat(report.waiting()).isZero();
        assertThat(offByAnything(world)).isEmpty();

        var half = NOON.plus(Duration.ofDays(9));
        assertThat(plus(net(reports.report(null, half)), net(reports.report(half, null))))
                .isEqualTo(net(report));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theOrderInWhichThingsBecomeKnownChangesNothing(long seed) {
        var first = told(seed, 11);
        var second = told(seed, 12);
        assertThat(second.shares()).isEqualTo(first.shares()).isNotEmpty();
        assertThat(second.credits()).isEqualTo(first.credits());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void codesComeFirstUnlessTheyWentRound(long seed) {
        var world = told(seed, 5);
        var shared = sums(world, "select 'campaigns', count(*) from shared_codes").get("campaigns");
        var kinds =
                sums(world, "select touch_kind, count(*) from credit group by touch_kind").keySet();
        assertThat(shared).isEqualTo(1);
        assertThat(kinds).contains("click", "code");
        assertThat(
                        world.dsl.fetch(
                                """
                                select o.external_id, c.touch_kind
                                from code_use u
                                join shop_order o on o.id = u.sale_id
                                left join credit c on c.shop_order_id = o.id
                                where o.placed_at >= {0}
                                  and not exists (select from shared_codes s where s.campaign_id = u.campaign_id)
                                  and coalesce(c.touch_kind, '') not in ('code', 'code_of_another')\
                                """,
                                val(NOON)))
                .isEmpty();
    }

    /// A document whose shares are not whole, or that is booked and not shared.
    private static List<String> offByAnything(AttributionWorld world) {
        return world.dsl
                .resultQuery(
                        """
                        select o.external_id || ' ' || s.model
                        from credit_share s join shop_order o on o.id = s.shop_order_id
                        group by o.id, s.model
                        having sum(s.weight) <> 1000000 or sum(s.minor) <> o.revenue_minor
                        union all
                        select c.shop_order_id || ' is shared by ' || count(distinct s.model)
                        from credit c left join credit_share s on s.shop_order_id = c.shop_order_id
                        group by c.shop_order_id
                        having count(distinct s.model) <> {0}\
                        """,
                        val(AttributionModel.values().length))
                .fetch(0, String.class);
    }

    private static Map<String, Long> sums(AttributionWorld world, String sql) {
        return world.dsl
                .resultQuery(sql)
                .fetchMap(r -> r.get(0, String.class), r -> r.get(1, Long.class));
    }

    private static Map<String, Long> net(AttributionReport report) {
        Map<String, Long> net = new HashMap<>();
        report.lines()
                .forEach(line ->
                        net.merge(
                                line.model() + "/" + line.run() + "/" + line.currency(),
                                line.amounts().netMinor(),
                                Long::sum));
        report.unmatched()
                .forEach(line ->
                        net.merge(
                                line.reason() + "/" + line.currency(),
                                line.amounts().netMinor(),
                                Long::sum));
        report.totals().stream()
                .map(AttributionReport.AttributedTotal::all)
                .map(Amounts::netMinor)
                .forEach(all -> net.merge("all", all, Long::sum));
        return net;
    }

    private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new HashMap<>(one);
        other.forEach((key, amount) -> sum.merge(key, amount, Long::sum));
        return sum;
    }

    /// @param seed what happens
    /// @param shuffle in which order it becomes known
    private AttributionWorld told(long seed, long shuffle) {
        var world = new AttributionWorld(PEOPLE);
        world.run(1, 2);
        world.run(2, 7);
        world.run(3, 30);
        world.codes(2);
        world.codes(3);
        history.clear();
        var random = new Random(seed);
        for (var i = 0; i < 60; i++) {
            touch(world, random);
        }
        for (var i = 0; i < 60; i++) {
            sale(world, random, "o" + i);
        }
        Collections.shuffle(history, new Random(shuffle));
        var attribution = world.attribution();
        var pauses = new Random(shuffle);
        for (var event : history) {
            event.run();
            if (pauses.nextInt(10) == 0) {
                attribution.creditDue(1 + pauses.nextInt(3));
            }
        }
        AttributionWorld.drain(attribution);
        AttributionWorld.drain(world.attributionLater());
        return world;
    }

    private void touch(AttributionWorld world, Random random) {
        long contact = 1L + random.nextInt(PEOPLE);
        int run = 1 + random.nextInt(3);
        var kind = random.nextBoolean() ? "click" : "reply";
        // Whole days, so that some are equal.
        var at = NOON.plus(Duration.ofDays(random.nextInt(12)));
        var times = random.nextInt(4) == 0 ? 2 : 1;
        for (var i = 0; i < times; i++) {
            history.add(() -> world.touch(contact, run, kind, at));
        }
    }

    private void sale(AttributionWorld world, Random random, String id) {
        Long contact = random.nextInt(6) == 0 ? null : Long.valueOf(1L + random.nextInt(PEOPLE));
        var currency = random.nextInt(3) == 0 ? "JPY" : "EUR";
        var at = NOON.plus(Duration.ofHours(random.nextInt(24 * 20)));
        long minor = 1L + random.nextInt(20_000);
        List<String> codes = codes(random, contact);
        boolean early = random.nextBoolean();
        if (early) {
            codes.forEach(code -> history.add(() -> world.redeem(id, code)));
        }
        history.add(() -> {
            world.order(id, "sale", null, contact, at, currency, minor);
            if (!early) {
                codes.forEach(code -> world.use(id, code));
            }
        });
        switch (random.nextInt(6)) {
            case 0 -> back(world, id + "-all", id, contact, at, currency, -minor);
            case 1 -> {
                back(world, id + "-some", id, null, at, currency, -(minor / 3));
                back(world, id + "-rest", id, contact, at, currency, minor / 3 - minor);
            }
            case 2 -> back(world, id + "-more", id, contact, at, currency, -minor - 7);
            case 3 -> back(world, id + "-lost", "unknown", contact, at, currency, -minor);
            default -> {}
        }
        if (random.nextInt(8) == 0) {
            history.add(
                    () -> world.order(id + "-fix", "adjustment", id, contact, at, currency, -3));
        }
    }

    /// None to three: of campaign 2 anybody's, of campaign 3 the customer's own, of no campaign.
    private static List<String> codes(Random random, @Nullable Long contact) {
        List<String> codes = new ArrayList<>();
        for (var i = random.nextInt(6); i > 2; i--) {
            long anybody = 1L + random.nextInt(PEOPLE);
            codes.add(
                    switch (random.nextInt(8)) {
                        case 0 -> "WELCOME";
                        case 1, 2, 3, 4 -> AttributionWorld.code(2, anybody);
                        default -> AttributionWorld.code(3, contact == null ? anybody : contact);
                    });
        }
        return codes.stream().distinct().toList();
    }

    private void back(
            AttributionWorld world,
            String id,
            String sale,
            Long contact,
            Instant sold,
            String currency,
            long minor) {
        var at = sold.plus(Duration.ofDays(id.length() * 7L));
        history.add(() -> world.order(id, "refund", sale, contact, at, currency, minor));
    }
}
