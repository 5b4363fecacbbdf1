package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.internal.ClickHouseTime;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.RunReport.ChannelCounts;

/// What ClickHouse knows about runs: people by bitmaps, money by documents. Amounts in minor units.
public final class RunFigures {

    private static final ReportQuery PEOPLE = ReportQuery.named("run_people");
    private static final ReportQuery BY_CHANNEL = ReportQuery.named("run_people_by_channel");
    private static final ReportQuery CREDITED = ReportQuery.named("run_credited");
    private static final ReportQuery ASSIGNED_REVENUE = ReportQuery.named("run_assigned_revenue");
    private static final ReportQuery SPENDING = ReportQuery.named("run_spending");
    private static final ReportQuery COST = ReportQuery.named("run_cost");
    private static final ReportQuery ALL_PEOPLE = ReportQuery.named("overview_people");
    private static final ReportQuery ALL_REVENUE = ReportQuery.named("overview_revenue");
    private static final ReportQuery ALL_COST = ReportQuery.named("overview_cost");

    private final DSLContext clickHouse;

    public RunFigures(DSLContext clickHouse) {
        this.clickHouse = clickHouse;
    }

    public record People(
            long assigned,
            long sent,
            long delivered,
            long read,
            long clicked,
            long replied,
            long optedOut,
            long ordered,
            long readRaw,
            long clickedRaw) {

        public static final People NOBODY = new People(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public record Credited(int arm, String currency, long gross, long refunds, long netOrders) {}

    /// @param currency empty: people over all currencies; the money is then no sum of anything
    public record Assigned(
            int arm,
            String currency,
            long converters,
            long net,
            BigInteger squares,
            MoneyFacts.Past past) {}

    /// So many people of an arm who spent just as much in the window.
    public record Spent(int arm, String currency, long minor, long people) {}

    /// People of an arm who count on this channel.
    public record ArmChannel(int arm, ChannelCounts counts) {}

    public record ChannelRevenue(String channel, String currency, long net) {}

    /// By arm.
    public Map<Integer, People> people(int run) {
        return PEOPLE.on(clickHouse, run)
                .fetchMap(
                        row -> row.get("arm", Integer.class),
                        row ->
                                new People(
                                        number(row, "assigned"),
                                        number(row, "sent"),
                                        number(row, "delivered"),
                                        number(row, "read"),
                                        number(row, "clicked"),
                                        number(row, "replied"),
                                        number(row, "opted_out"),
                                        number(row, "ordered"),
                                        number(row, "read_raw"),
                                        number(row, "clicked_raw")));
    }

    public List<Credited> credited(int run) {
        return CREDITED.on(clickHouse, run)
                .fetch(row ->
                        new Credited(
                                row.get("arm", Integer.class),
                                row.get("currency", String.class),
                                number(row, "gross"),
                                number(row, "refunds"),
                                number(row, "net_orders")));
    }

    /// @param from inclusive
    /// @param until exclusive
    public List<Assigned> assigned(int run, Instant from, Instant until) {
        return ASSIGNED_REVENUE
                .on(clickHouse, run, ClickHouseTime.of(from), ClickHouseTime.of(until))
                .fetch(row ->
                        new Assigned(
                                row.get("arm", Integer.class),
                                row.get("currency", String.class),
                                number(row, "converters"),
                                number(row, "net"),
                                new BigInteger(row.get("squares", String.class)),
                                new MoneyFacts.Past(
                                        number(row, "past_net"),
                                        new BigInteger(row.get("past_squares", String.class)),
                                        new BigInteger(row.get("products", String.class)))));
    }

    /// Ascending within an arm and a currency.
    ///
    /// @param from inclusive
    /// @param until exclusive
    public List<Spent> spending(int run, Instant from, Instant until, int most) {
        return SPENDING.on(clickHouse, run, ClickHouseTime.of(from), ClickHouseTime.of(until), most)
                .fetch(row ->
                        new Spent(
                                row.get("arm", Integer.class),
                                row.get("currency", String.class),
                                number(row, "spending"),
                                number(row, "people")));
    }

    public List<CostLine> costLines(int run) {
        return COST.on(clickHouse, run).fetch(row -> costLine(run, row));
    }

    public List<ChannelCounts> peopleByChannel() {
        return ALL_PEOPLE.on(clickHouse).fetch(RunFigures::channelCounts);
    }

    public List<ArmChannel> peopleByArmAndChannel(int run) {
        return BY_CHANNEL
                .on(clickHouse, run)
                .fetch(row -> new ArmChannel(row.get("arm", Integer.class), channelCounts(row)));
    }

    private static ChannelCounts channelCounts(Record row) {
        return new ChannelCounts(
                row.get("channel", String.class),
                number(row, "sent"),
                number(row, "delivered"),
                number(row, "read"),
                number(row, "clicked"),
                number(row, "replied"),
                number(row, "ordered"));
    }

    public List<ChannelRevenue> revenueByChannel() {
        return ALL_REVENUE
                .on(clickHouse)
                .fetch(row ->
                        new ChannelRevenue(
                                row.get("channel", String.class),
                                row.get("currency", String.class),
                                number(row, "net")));
    }

    public List<CostLine> costLines() {
        return ALL_COST.on(clickHouse).fetch(row -> costLine(row.get("run", Integer.class), row));
    }

    private static CostLine costLine(int run, Record row) {
        return new CostLine(
                run,
                row.get("arm", Integer.class),
                row.get("channel", String.class),
                row.get("country", String.class),
                row.get("price", BigDecimal.class),
                row.get("currency", String.class),
                number(row, "quantity"));
    }

    private static long number(Record row, String column) {
        return row.get(column, Long.class);
    }
}
