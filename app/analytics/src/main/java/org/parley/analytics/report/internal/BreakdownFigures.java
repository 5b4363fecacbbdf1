package org.parley.analytics.report.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.TrueUp;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.kpi.Facts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.report.internal.CostShare.Piece;
import org.parley.analytics.report.internal.RunFigures.Credited;
import org.parley.analytics.report.internal.RunFigures.People;
import org.parley.core.kernel.ClickHouseTime;

/// What ClickHouse knows about a run by cells. Maps are by the value of the cell.
public final class BreakdownFigures {

    private static final ReportQuery PEOPLE = ReportQuery.named("breakdown_people");
    private static final ReportQuery CREDITED = ReportQuery.named("breakdown_credited");
    private static final ReportQuery COST = ReportQuery.named("breakdown_cost");
    private static final ReportQuery ASSIGNED_REVENUE = ReportQuery.named("run_assigned_revenue");

    private final DSLContext clickHouse;
    private final KeptAnswers kept;
    private final RunFigures whole;
    private final AnswerFigures answers;

    BreakdownFigures(
            DSLContext clickHouse, KeptAnswers kept, RunFigures whole, AnswerFigures answers) {
        this.clickHouse = clickHouse;
        this.kept = kept;
        this.whole = whole;
        this.answers = answers;
    }

    /// @param mail those who are in arms of email
    public record CellPeople(People people, Facts.Mail mail) {

        public static final CellPeople NOBODY = new CellPeople(People.NOBODY, Facts.Mail.NONE);
    }

    /// @param currency empty: people over all currencies; the money is then no sum of anything
    public record Assigned(
            String cell,
            String currency,
            long converters,
            long net,
            BigInteger squares,
            MoneyFacts.Past past) {}

    /// @see KeptAnswers#together
    public <R> R together(int run, OrderWindow window, Supplier<R> questions) {
        return kept.together(run, window, questions);
    }

    /// In the order of the values.
    ///
    /// @param emailArms whose reading nobody can see
    /// @param most how many cells at most
    public Map<String, CellPeople> people(
            int run, Collection<Integer> emailArms, Cells cells, int most) {
        var arms = emailArms.stream().map(Object::toString).collect(Collectors.joining(","));
        var query = PEOPLE.on(clickHouse, run, arms, cells.query(), most, ReportQuery.reached(run));
        var people = new LinkedHashMap<String, CellPeople>();
        fetch(run, null, cells, query, Counted.class, BreakdownFigures::counted)
                .forEach(each -> people.put(each.cell(), each.people()));
        return people;
    }

    record Counted(String cell, CellPeople people) {}

    private static Counted counted(Record row) {
        return new Counted(
                cell(row),
                new CellPeople(
                        RunFigures.people(row),
                        new Facts.Mail(
                                number(row, "mail_delivered"),
                                number(row, "mail_read"),
                                number(row, "mail_read_raw"))));
    }

    public Map<String, Answers> answers(int run, Cells cells) {
        return answers.of(run, cells);
    }

    public List<Credited> credited(int run, Cells cells) {
        return fetch(
                run,
                null,
                cells,
                CREDITED.on(clickHouse, run, cells.query()),
                Credited.class,
                row -> RunFigures.credited(cell(row), row));
    }

    public List<Assigned> assigned(int run, OrderWindow window, Cells cells) {
        return fetch(
                run,
                window,
                cells,
                ASSIGNED_REVENUE.on(
                        clickHouse,
                        run,
                        ClickHouseTime.of(window.from()),
                        ClickHouseTime.of(window.until()),
                        cells.query(),
                        ReportQuery.documents(run, window)),
                Assigned.class,
                row ->
                        new Assigned(
                                cell(row),
                                row.get("currency", String.class),
                                number(row, "converters"),
                                number(row, "net"),
                                new BigInteger(row.get("squares", String.class)),
                                new MoneyFacts.Past(
                                        number(row, "past_net"),
                                        new BigInteger(row.get("past_squares", String.class)),
                                        new BigInteger(row.get("products", String.class)))));
    }

    /// @param parts whether nobody is in two cells, so that what a line costs is to be split
    /// @param trueUps that every message of an arm, channel and country has an even part of
    public List<CostShare> costs(int run, Cells cells, boolean parts, List<TrueUp> trueUps) {
        var pieces =
                fetch(
                        run,
                        null,
                        cells,
                        COST.on(clickHouse, run, cells.query()),
                        Piece.class,
                        row ->
                                new Piece(
                                        cell(row),
                                        new CostLine(
                                                run,
                                                row.get("arm", Integer.class),
                                                row.get("channel", String.class),
                                                row.get("country", String.class),
                                                row.get("price", BigDecimal.class),
                                                row.get("currency", String.class),
                                                number(row, "quantity"))));
        var shares = new ArrayList<>(parts ? CostShare.split(pieces) : CostShare.each(pieces));
        if (!trueUps.isEmpty()) {
            shares.addAll(
                    parts
                            ? CostShare.split(pieces, trueUps)
                            : CostShare.each(pieces, trueUps, whole.costLines(run)));
        }
        return shares;
    }

    private <T> List<T> fetch(
            int run,
            @Nullable OrderWindow window,
            Cells cells,
            ResultQuery<Record> query,
            Class<T> type,
            Function<Record, T> reader) {
        return cells.lasting()
                ? kept.of(run, window, query, type, reader)
                : Patience.fetch(clickHouse, query, reader);
    }

    private static String cell(Record row) {
        return row.get("value", String.class);
    }

    private static long number(Record row, String column) {
        return row.get(column, Long.class);
    }
}
