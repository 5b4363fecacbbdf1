package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.Periods;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import tools.jackson.databind.json.JsonMapper;

/// Orders that another tool says its messages led to: each counts once, whoever told of it.
class ReportedOrdersTest {

    private static final String MAPPING =
            """
            {
              "campaign": {"name": "Letter", "source": "Mailer", "externalId": "L1", "at": "2026-10-05T09:00:00Z", "zone": "UTC",
                "currency": "JPY", "margin": 0.5},
              "arms": [{"name": "Letter", "channel": "email"}],
              "columns": {"externalId": "id", "delivered": {"as": "sent"}, "clicked": {"time": "clicked"},
                "converted": {"time": "bought"}, "order": "order", "revenue": "revenue"},
              "orders": {"store": "web"}
            }
            """;
    private static final String HEADER = "id,clicked,bought,order,revenue\n";
    private static final String CREDITS =
            """
            select o.external_id || ' ' || o.revenue_minor || ' ' || coalesce(c.run_id || ' ' || c.touch_kind, '-')
            from shop_order o left join credit c on c.shop_order_id = o.id order by o.external_id\
            """;

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    @BeforeEach
    void people() {
        world.contacts(5);
    }

    private void shopTells(String order, String customer, String at, String price) {
        world.imports.run(
                ImportKind.ORDERS,
                "store,order_id,external_id,placed_at,currency,sku,quantity,unit_price\n"
                        + String.join(",", "web", order, customer, at, "JPY", "s", "1", price)
                        + "\n");
    }

    @Test
    void anOrderThatOnlyTheToolToldOfIsRecordedAndCreditedToItsMessage() {
        world.run(
                MAPPING, HEADER + "1,,2026-10-07T10:00:00Z,W1,1000.5\n2,2026-10-06T10:00:00Z,,,\n");
        world.settle();

        assertThat(world.rows(CREDITS)).containsExactly("W1 1001 1 reported");
        assertThat(
                        world.rows(
                                "select distinct model || ' ' || weight || ' ' || minor from credit_share"))
                .hasSize(5)
                .allMatch(share -> share.endsWith(" 1000000 1001"));
        var money = world.report(1).arms().getFirst().money().getFirst();
        assertThat(money.grossMinor()).isEqualTo(1001);
        assertThat(money.costMinor()).isZero();
        // nobody told what it cost, and that is not nothing
        assertThat(money.profitMinor()).isNull();
        assertThat(money.roi()).isNull();
        assertThat(world.report(1).note()).contains("What the messages cost is not known");
    }

    @Test
    void anOrderThatTheShopToldOfIsNeverDoubledAndGoesToTheMessageOnlyWhereNoTouchClaimsIt() {
        shopTells("W1", "1", "2026-10-07T10:00:00Z", "1000");
        shopTells("W2", "2", "2026-10-07T10:00:00Z", "2000");
        shopTells("W3", "3", "2026-10-07T10:00:00Z", "3000");
        shopTells("W4", "", "2026-10-07T10:00:00Z", "4000");
        world.run(
                MAPPING.replace("Letter\", \"source", "Other\", \"source").replace("L1", "L0"),
                HEADER + "2,2026-10-06T10:00:00Z,,,\n");
        world.settle();

        ImportFile file =
                world.run(
                        MAPPING,
                        HEADER
                                + """
                                1,,2026-10-07T10:00:00Z,W1,999
                                2,,2026-10-07T10:00:00Z,W2,2000
                                4,,2026-10-07T10:00:00Z,W3,3000
                                5,,2026-10-07T10:00:00Z,W4,4000
                                """);
        world.settle();

        assertThat(world.rows(CREDITS))
                .containsExactly(
                        "W1 1000 2 claimed", "W2 2000 1 click", "W3 3000 -", "W4 4000 2 claimed");
        assertThat(world.imports.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "4,order,This order is of another customer; the row landed without it");
        assertThat(file.rowsApplied()).isEqualTo(4);
    }

    @Test
    void theRefundsOfAMatchedOrderAreOfItsCustomerToo() {
        shopTells("W4", "", "2026-10-07T10:00:00Z", "4000");
        shopRefunds("R4", "W4", "-1000");
        shopRefunds("R5", "W5", "-500");

        world.run(MAPPING, HEADER + "5,,2026-10-07T10:00:00Z,W4,4000\n");
        world.settle();

        assertThat(
                        world.rows(
                                "select o.external_id || ' ' || coalesce(c.external_id, '-') from shop_order o left join"
                                        + " contact c on c.id = o.contact_id order by 1"))
                .containsExactly("R4 5", "R5 -", "W4 5");
        assertThat(world.rows(CREDITS))
                .containsExactly("R4 -1000 1 claimed", "R5 -500 -", "W4 4000 1 claimed");
    }

    @Test
    void anOrderWhoseNumberIsThatOfARefundIsTold() {
        shopRefunds("R4", "W4", "-1000");

        ImportFile file = world.run(MAPPING, HEADER + "5,,2026-10-07T10:00:00Z,R4,4000\n");

        assertThat(world.imports.rejects(file))
                .containsExactly(
                        "line,column,reason",
                        "2,order,A refund has this number; give the number of the sale. The row landed"
                                + " without the order");
        assertThat(file.rowsApplied()).isEqualTo(1);
    }

    private void shopRefunds(String refund, String sale, String price) {
        world.imports.run(
                ImportKind.ORDERS,
                "store,order_id,kind,refund_of,placed_at,currency,sku,quantity,unit_price\n"
                        + String.join(
                                ",",
                                "web",
                                refund,
                                "refund",
                                sale,
                                "2026-10-08T10:00:00Z",
                                "JPY",
                                "s",
                                "-1",
                                price.substring(1))
                        + "\n");
    }

    @Test
    void ordersWithoutANumberAreOnePersonOnceAndDisputedOnesAreRefused() {
        ImportFile unnumbered =
                world.run(
                        MAPPING.replace("\"order\": \"order\",", "")
                                .replace("\"web\"", "\"Mailer\""),
                        HEADER
                                + """
                                1,,2026-10-07T10:00:00Z,,10
                                2,,2026-10-07T10:00:00Z,,10
                                2,,2026-10-08T10:00:00Z,,20
                                """);
        ImportFile disputed =
                world.run(
                        MAPPING.replace("Letter\", \"source", "Other\", \"source")
                                .replace("L1", "L2"),
                        HEADER
                                + """
                                3,,2026-10-07T10:00:00Z,X1,10
                                4,,2026-10-07T10:00:00Z,X1,10
                                5,,2026-10-07T10:00:00Z,X2,10
                                5,,2026-10-07T10:00:00Z,X2,10
                                """);
        world.settle();

        assertThat(world.imports.rejects(unnumbered))
                .containsExactly(
                        "line,column,reason",
                        "3,bought,Several orders of one recipient need a column with the number of the"
                                + " order",
                        "4,bought,Several orders of one recipient need a column with the number of the"
                                + " order");
        assertThat(world.imports.rejects(disputed))
                .containsExactly(
                        "line,column,reason",
                        "2,order,\"This order is told twice, and otherwise\"",
                        "3,order,\"This order is told twice, and otherwise\"");
        assertThat(world.rows(CREDITS)).containsExactly("L1/1 10 1 reported", "X2 10 2 reported");
    }

    @Test
    void aClosedMonthStaysAsItWasAndLaterResultsAreCorrections() {
        world.run(MAPPING, HEADER + "1,,2026-10-07T10:00:00Z,W1,1000\n");
        world.settle();
        var clock = Clock.fixed(Instant.parse("2026-12-02T12:00:00Z"), ZoneOffset.UTC);
        var audit =
                new AuditLog(
                        new AuditStore(world.imports.dsl, JsonMapper.builder().build(), clock));
        var periods =
                Periods.over(
                        world.imports.dsl,
                        world.client,
                        audit,
                        CreditWindows.NONE,
                        clock,
                        ZoneOffset.UTC,
                        Duration.ofSeconds(5));
        periods.close(YearMonth.of(2026, 10), null, "bea@parley.example");
        String october = "select l::text from period_line l where snapshot_id = 1 order by line";
        var before = world.rows(october);

        world.run(
                MAPPING.replace("Letter\", \"source", "Other\", \"source")
                        .replace("L1", "L2")
                        .replace(
                                "\"channel\": \"email\"",
                                "\"channel\": \"email\", \"cost\": {\"total\": 7}"),
                HEADER + "2,,2026-10-08T10:00:00Z,W2,500\n");
        world.settle();
        periods.close(YearMonth.of(2026, 11), null, "bea@parley.example");

        assertThat(world.rows(october)).isEqualTo(before).hasSize(1);
        assertThat(
                        world.rows(
                                "select corrects || ' ' || line_type || ' ' || amount_minor from period_line where snapshot_id ="
                                        + " 2 order by line"))
                .containsExactly("2026-10-01 cost 7", "2026-10-01 revenue 500");
    }
}
