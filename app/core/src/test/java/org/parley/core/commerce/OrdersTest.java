package org.parley.core.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.core.commerce.OrderOutcome.Duplicate;
import org.parley.core.commerce.OrderOutcome.Placed;
import org.parley.core.commerce.OrderOutcome.Refused;
import org.parley.core.commerce.internal.OrderStore;
import org.parley.core.contact.PhoneNumbers;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;
import org.parley.sql.testing.TestStores;

class OrdersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final CustomerRef NOBODY = new CustomerRef(null, null, null);

    private DSLContext dsl;
    private Orders orders;

    @BeforeEach
    void shop() {
        dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        dsl.execute(
                """
                insert into contact (external_id, email, phone)
                values ('1', 'a@example.org', '+34612345678'), ('2', 'b@example.org', null), ('3', 'b@example.org', null)
                """);
        orders = new Orders(new OrderStore(dsl), new PhoneNumbers());
    }

    @Test
    void anOrderIsExactInItsLinesAndRoundedOnceHalfUp() {
        OrderOutcome outcome =
                orders.place(order("O1", NOBODY, null, line("3", "0.335"), line("1", "1")));

        assertThat(outcome).isEqualTo(new Placed(1, false));
        assertThat(
                        dsl.fetchSingle(
                                        "select trim_scale(revenue) || ' ' || revenue_minor || ' ' || (select sum(amount) from"
                                                + " shop_order_line) from shop_order")
                                .get(0))
                .isEqualTo("2.005 201 2.005000");
    }

    @Test
    void theSameOrderToldTwiceIsOneOrderAndOtherContentUnderItsNumberIsRefused() {
        NewOrder order = order("O1", NOBODY, null, line("1", "2.50"));
        orders.place(order);

        assertThat(orders.place(order)).isEqualTo(new Duplicate(1, false));
        assertThat(orders.place(order("O1", NOBODY, null, line("2", "1.25"))))
                .isInstanceOf(Refused.class);
        assertThat(dsl.fetchCount(DSL.table("shop_order"))).isEqualTo(1);
    }

    @Test
    void codesThatAreToldLaterAreKeptWithTheOrder() {
        NewOrder first = order("O1", NOBODY, null, line("1", "2.50"));
        orders.place(first);

        assertThat(orders.place(withCodes(first, "SPRING-1", "EXTRA")))
                .isEqualTo(new Duplicate(1, false));
        orders.place(withCodes(first, "SPRING-1"));

        assertThat(dsl.fetch("select code from shop_order_code order by code").getValues(0))
                .isEqualTo(List.of("EXTRA", "SPRING-1"));
        assertThatThrownBy(() -> orders.place(withCodes(first, "A\u0000B")))
                .isInstanceOf(ProblemException.class);
    }

    private static NewOrder withCodes(NewOrder order, String... codes) {
        return new NewOrder(
                order.store(),
                order.orderId(),
                order.customer(),
                order.placedAt(),
                order.currency(),
                order.country(),
                order.revenue(),
                order.lines(),
                order.source(),
                List.of(codes));
    }

    @Test
    void theCustomerIsFoundByNumberElseMailboxElsePhoneAndNeverGuessed() {
        assertThat(place("O1", new CustomerRef("1", "b@example.org", null))).isTrue();
        assertThat(place("O2", new CustomerRef("99", "A@EXAMPLE.org", null))).isTrue();
        assertThat(place("O3", new CustomerRef(null, null, "612 345 678"))).isTrue();
        assertThat(place("O4", new CustomerRef(null, "b@example.org", "612 345 678"))).isFalse();
        assertThat(place("O5", NOBODY)).isFalse();
    }

    @Test
    void aRefundIsADocumentOfItsOwnForTheSaleAndItsCustomer() {
        orders.place(order("O1", new CustomerRef("1", null, null), "10.00"));

        OrderOutcome first = orders.refund(refund("R1", "O1", "2.50"));
        OrderOutcome again = orders.refund(refund("R1", "O1", "2.50"));

        assertThat(first).isEqualTo(new Placed(2, true));
        assertThat(again).isEqualTo(new Duplicate(2, true));
        assertThat(orders.refund(refund("R1", "O1", "3"))).isInstanceOf(Refused.class);
        assertThat(dsl.fetchSingle("select sum(revenue_minor) from shop_order").get(0))
                .isEqualTo(new BigDecimal("750"));
    }

    @Test
    void aRefundOfAnUnknownSaleIsNotFound() {
        assertThatThrownBy(() -> orders.refund(refund("R1", "nope", "1")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void whatIsLeftOfASaleIsItsRevenueLessItsRefunds() {
        orders.place(order("O1", NOBODY, "10.00"));
        orders.refund(refund("R1", "O1", "2.50"));

        assertThat(orders.balance("web", "O1").orElseThrow().left()).isEqualByComparingTo("7.50");
        assertThat(orders.balance("web", "R1")).isEmpty();
        assertThat(orders.knows("web", "R1")).isTrue();
        assertThat(orders.knows("other", "R1")).isFalse();
    }

    @Test
    void aRefundTakesNoMoreThanIsLeftAndItsRepetitionIsStillADuplicate() {
        orders.place(order("O1", NOBODY, "10.00"));
        orders.refund(refund("R1", "O1", "2.50"));

        assertThat(orders.refund(refund("R2", "O1", "7.51")))
                .isEqualTo(new Refused("Refund R2 of 7.51 is more than the 7.5 left of order O1"));
        assertThat(orders.refund(refund("R3", "O1", "7.50"))).isInstanceOf(Placed.class);
        assertThat(orders.refund(refund("R3", "O1", "7.50"))).isInstanceOf(Duplicate.class);
        assertThat(orders.placedAt("web", "R3")).contains(NOON);
        assertThat(orders.placedAt("web", "R2")).isEmpty();
    }

    /// Of many at once only so many as the sale can pay.
    @Test
    void refundsOfTheSameMoneyAtOnceDoNotTakeItTwice() {
        orders.place(order("O1", NOBODY, "10.00"));
        try (ExecutorService shops = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 8)
                    .forEach(
                            i -> shops.execute(() -> orders.refund(refund("R" + i, "O1", "4.00"))));
        }
        assertThat(orders.balance("web", "O1").orElseThrow().left()).isEqualByComparingTo("2");
    }

    /// Who credits a sale holds its key by a foreign key; a refund need not wait for that.
    @Test
    void whoCreditsASaleDoesNotKeepItsRefundWaiting() {
        orders.place(order("O1", NOBODY, "10.00"));
        dsl.transaction(credit -> {
            credit.dsl().execute("select from shop_order for key share");
            dsl.transaction(refund -> {
                refund.dsl().execute("set local lock_timeout = '5s'");
                assertThat(new OrderStore(refund.dsl()).balance("web", "O1")).isPresent();
            });
        });
    }

    @Test
    void salesAreListedPageByPageTheLatestFirstAndByWhetherTheirCustomerIsKnown() {
        orders.place(order("O1", NOBODY, "1.00"));
        orders.place(order("O2", new CustomerRef("1", null, null), "1.00"));
        orders.place(order("O3", NOBODY, "1.00"));
        orders.refund(refund("R1", "O1", "0.50"));

        Page<RecordedSale> first = orders.sales(null, null, 2);
        assertThat(first.items()).extracting(RecordedSale::orderId).containsExactly("O3", "O2");
        assertThat(orders.sales(null, Long.valueOf(first.next()), 2).items())
                .extracting(RecordedSale::orderId)
                .containsExactly("O1");
        assertThat(orders.sales(false, null, 9).items())
                .extracting(RecordedSale::orderId)
                .containsExactly("O3", "O1");
        assertThat(orders.sales(true, null, 9).items())
                .extracting(RecordedSale::orderId)
                .containsExactly("O2");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() ->
                        orders.place(
                                new NewOrder(
                                        " ",
                                        "O1",
                                        NOBODY,
                                        NOON,
                                        Currency.getInstance("EUR"),
                                        "XX",
                                        new BigDecimal("0.1234567"),
                                        List.of(line("1.2345", "1")),
                                        "api")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.fields())
                                        .extracting(FieldProblem::field)
                                        .containsExactly(
                                                "store",
                                                "country",
                                                "revenue",
                                                "lines[0].quantity"));
    }

    private boolean place(String id, CustomerRef customer) {
        return switch (orders.place(order(id, customer, "1.00"))) {
            case Placed(_, boolean matched) -> matched;
            case Duplicate(_, boolean matched) -> matched;
            case Refused(String reason) -> throw new AssertionError(reason);
        };
    }

    private static NewOrder order(
            String id, CustomerRef customer, @Nullable String revenue, OrderLine... lines) {
        return new NewOrder(
                "web",
                id,
                customer,
                NOON,
                Currency.getInstance("EUR"),
                "ES",
                revenue == null ? null : new BigDecimal(revenue),
                List.of(lines),
                "api");
    }

    private static NewRefund refund(String id, String order, String amount) {
        return new NewRefund("web", order, id, NOON, new BigDecimal(amount), "broken", "api");
    }

    private static OrderLine line(String quantity, String price) {
        return new OrderLine("s", null, new BigDecimal(quantity), new BigDecimal(price));
    }
}
