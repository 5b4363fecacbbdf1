package org.parley.analytics.report.internal;

import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.report.RunReport.ChannelCounts;

/// What ClickHouse knows about runs: people by bitmaps, money by documents; and what the ledger
/// says of those whom they did not reach. Amounts in minor units.
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
    private final KeptAnswers kept;
    private final BreakdownFigures byCell;

    public RunFigures(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.kept = kept;
        this.byCell =
                new BreakdownFigures(clickHouse, kept, this, new AnswerFigures(clickHouse, kept));
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

    /// @see KeptAnswers#together
    public <R> R together(int run, OrderWindow window, Supplier<R> questions) {
        return kept.together(run, window, questions);
    }

    record ArmPeople(int arm, People people) {}

    /// By arm.
    public Map<Integer, People> people(int run) {
        return kept
                .of(
                        run,
                        null,
                        PEOPLE.on(clickHouse, run, ReportQuery.reached(run)),
                        ArmPeople.class,
                        row -> new ArmPeople(row.get("arm", Integer.class), people(row)))
                .stream()
                .collect(Collectors.toMap(ArmPeople::arm, ArmPeople::people));
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

    /// People of an arm whom the run did not reach, as the ledger has it: failed, unknown or
    /// skipped.
    ///
    /// @param reason empty where the state needs none
    public record Shortfall(int arm, String state, String reason, long people) {}

    public List<Shortfall> shortfalls(int run) {
        return kept.ofLedger(
                run,
                ledger ->
                        ledger.select(RECIPIENT.ARM, RECIPIENT.STATE, RECIPIENT.REASON, DSL.count())
                                .from(RECIPIENT)
                                .where(
                                        RECIPIENT.RUN_ID.eq(run),
                                        // inlined, for the index that has these alone
                                        RECIPIENT.STATE.in(
                                                DSL.inline("failed"),
                                                DSL.inline("unknown"),
                                                DSL.inline("skipped")))
                                .groupBy(RECIPIENT.ARM, RECIPIENT.STATE, RECIPIENT.REASON)
                                .orderBy(RECIPIENT.ARM, RECIPIENT.STATE, RECIPIENT.REASON),
                Shortfall.class,
                row ->
                        new Shortfall(
                                row.get(RECIPIENT.ARM),
                                row.get(RECIPIENT.STATE),
                                Objects.requireNonNullElse(row.get(RECIPIENT.REASON), ""),
                                row.get(3, Long.class)));
    }

    /// The cell is the arm.
    public List<Credited> credited(int run) {
        return kept.of(
                run,
                null,
                CREDITED.on(clickHouse, run),
                Credited.class,
                row -> credited(row.get("arm", String.class), row));
    }

    static Credited credited(String cell, Record row) {
        return new Credited(
                cell,
                row.get("currency", String.class),
                number(row, "gross"),
                number(row, "refunds"),
                number(row, "net_orders"));
    }

    /// Ascending within an arm and a currency; of more than so many people, their number alone.
    public List<Spent> spending(int run, OrderWindow window, int most) {
        return kept.of(
                run,
                window,
                SPENDING.on(clickHouse, ReportQuery.documents(run, window), most),
                Spent.class,
                row ->
                        new Spent(
                                row.get("arm", Integer.class),
                                row.get("currency", String.class),
                                number(row, "spending"),
                                number(row, "people")));
    }

    public List<CostLine> costLines(int run) {
        return kept.of(
                run, null, COST.on(clickHouse, run), CostLine.class, row -> costLine(run, row));
    }

    public List<Followed> followed(int run) {
        return kept.of(
                run,
                null,
                LINKS.on(clickHouse, run, ReportQuery.reached(run)),
                Followed.class,
                row ->
                        new Followed(
                                row.get("arm", Integer.class),
                                row.get("link", Integer.class),
                                number(row, "clicked"),
                                number(row, "clicked_raw")));
    }

    record RunChannel(int run, ChannelCounts counts) {}

    /// @param leftOut runs that do not count
    public List<ChannelCounts> peopleByChannel(Collection<Integer> leftOut) {
        return kept
                .ofRuns(
                        leftOut,
                        ALL_PEOPLE,
                        RunChannel.class,
                        row -> new RunChannel(row.get("run", Integer.class), channelCounts(row)),
                        RunChannel::run)
                .stream()
                .map(RunChannel::counts)
                .collect(
                        Collectors.toMap(
                                ChannelCounts::channel,
                                Function.identity(),
                                ChannelCounts::plus,
                                TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    public List<ArmChannel> peopleByArmAndChannel(int run) {
        return kept.of(
                run,
                null,
                BY_CHANNEL.on(clickHouse, run, ReportQuery.reached(run)),
                ArmChannel.class,
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
        return Patience.fetch(
                clickHouse,
                ALL_REVENUE.on(clickHouse, ReportQuery.list(leftOut)),
                row ->
                        new ChannelRevenue(
                                row.get("channel", String.class),
                                row.get("currency", String.class),
                                number(row, "net")));
    }

    /// @param leftOut runs that do not count
    public List<CostLine> costLines(Collection<Integer> leftOut) {
        return kept.ofRuns(
                leftOut,
                ALL_COST,
                CostLine.class,
                row -> costLine(row.get("run", Integer.class), row),
                CostLine::run);
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
