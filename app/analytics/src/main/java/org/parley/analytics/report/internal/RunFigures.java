package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.report.RunReport.ChannelCounts;

/// What ClickHouse knows about runs: people by bitmaps, money by documents. Amounts in minor units.
public final class RunFigures {

    private static final ReportQuery PEOPLE = ReportQuery.named("run_people");
    private static final ReportQuery BY_CHANNEL = ReportQuery.named("run_people_by_channel");
    private static final ReportQuery CREDITED = ReportQuery.named("run_credited");
    private static final ReportQuery SPENDING = ReportQuery.named("run_spending");
    private static final ReportQuery COST = ReportQuery.named("run_cost");
    private static final ReportQuery LINKS = ReportQuery.named("run_links");
    private static final ReportQuery ALL_PEOPLE = ReportQuery.named("overview_people");
    private static final ReportQuery ALL_REVENUE = ReportQuery.named("overview_revenue");
    private static final ReportQuery ALL_COST = ReportQuery.named("overview_cost");

    private final DSLContext clickHouse;
    private final BreakdownFigures byCell;

    public RunFigures(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.byCell = new BreakdownFigures(clickHouse, this, new AnswerFigures(clickHouse, kept));
    }

    public BreakdownFigures byCell() {
        return byCell;
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

    public record Credited(
            String cell, String currency, long gross, long refunds, long netOrders) {}

    /// So many people of an arm who spent just as much in the window.
    public record Spent(int arm, String currency, long minor, long people) {}

    /// People of an arm who count on this channel.
    public record ArmChannel(int arm, ChannelCounts counts) {}

    public record ChannelRevenue(String channel, String currency, long net) {}

    /// People of an arm who followed a link.
    ///
    /// @param clickedRaw be it by a machine
    public record Followed(int arm, int link, long clicked, long clickedRaw) {}

    /// By arm.
    public Map<Integer, People> people(int run) {
        return fetch(
                        PEOPLE.on(clickHouse, run, ReportQuery.reached(run)),
                        row -> Map.entry(row.get("arm", Integer.class), people(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static People people(Record row) {
        return new People(
                number(row, "assigned"),
                number(row, "sent"),
                number(row, "delivered"),
                number(row, "read"),
                number(row, "clicked"),
                number(row, "replied"),
                number(row, "opted_out"),
                number(row, "ordered"),
                number(row, "read_raw"),
                number(row, "clicked_raw"));
    }

    /// The cell is the arm.
    public List<Credited> credited(int run) {
        return fetch(
                CREDITED.on(clickHouse, run), row -> credited(row.get("arm", String.class), row));
    }

    static Credited credited(String cell, Record row) {
        return new Credited(
                cell,
                row.get("currency", String.class),
                number(row, "gross"),
                number(row, "refunds"),
                number(row, "net_orders"));
    }

    /// Ascending within an arm and a currency.
    ///
    /// @param from inclusive
    /// @param until exclusive
    public List<Spent> spending(int run, Instant from, Instant until, int most) {
        return fetch(
                SPENDING.on(clickHouse, ReportQuery.documents(run, from, until), most),
                row ->
                        new Spent(
                                row.get("arm", Integer.class),
                                row.get("currency", String.class),
                                number(row, "spending"),
                                number(row, "people")));
    }

    public List<CostLine> costLines(int run) {
        return fetch(COST.on(clickHouse, run), row -> costLine(run, row));
    }

    public List<Followed> followed(int run) {
        return fetch(
                LINKS.on(clickHouse, run, ReportQuery.reached(run)),
                row ->
                        new Followed(
                                row.get("arm", Integer.class),
                                row.get("link", Integer.class),
                                number(row, "clicked"),
                                number(row, "clicked_raw")));
    }

    /// @param leftOut runs that do not count
    public List<ChannelCounts> peopleByChannel(Collection<Integer> leftOut) {
        return fetch(
                ALL_PEOPLE.on(clickHouse, ReportQuery.list(leftOut)), RunFigures::channelCounts);
    }

    public List<ArmChannel> peopleByArmAndChannel(int run) {
        return fetch(
                BY_CHANNEL.on(clickHouse, run, ReportQuery.reached(run)),
                row -> new ArmChannel(row.get("arm", Integer.class), channelCounts(row)));
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

    /// @param leftOut runs that do not count
    public List<ChannelRevenue> revenueByChannel(Collection<Integer> leftOut) {
        return fetch(
                ALL_REVENUE.on(clickHouse, ReportQuery.list(leftOut)),
                row ->
                        new ChannelRevenue(
                                row.get("channel", String.class),
                                row.get("currency", String.class),
                                number(row, "net")));
    }

    /// @param leftOut runs that do not count
    public List<CostLine> costLines(Collection<Integer> leftOut) {
        return fetch(
                ALL_COST.on(clickHouse, ReportQuery.list(leftOut)),
                row -> costLine(row.get("run", Integer.class), row));
    }

    private <T> List<T> fetch(ResultQuery<Record> query, Function<Record, T> reader) {
        return Patience.fetch(clickHouse, query, reader);
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
