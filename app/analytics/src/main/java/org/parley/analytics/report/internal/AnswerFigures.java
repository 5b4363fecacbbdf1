package org.parley.analytics.report.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.kpi.Answers;

/// What people answered by cells, out of two queries: what hangs on orders and rollups; and times
/// of replies, which hang on the events of the run, and on who of a cell replied, and so outlast
/// orders.
final class AnswerFigures {

    private static final ReportQuery ANSWERS = ReportQuery.named("breakdown_answers");
    private static final ReportQuery REPLIES = ReportQuery.named("breakdown_replies");

    private final DSLContext clickHouse;
    private final KeptAnswers kept;

    AnswerFigures(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.kept = kept;
    }

    /// @param repliers digest of who replied
    record Others(
            String cell,
            long complained,
            long negative,
            String repliers,
            long buyers,
            @Nullable Long conversionMedian) {}

    /// @param replied people of the cell who did
    /// @param repliers those of whose replies the events are kept
    record Replies(
            String cell,
            long replied,
            long repliers,
            long conversed,
            long timed,
            long withinHour,
            @Nullable Long median,
            @Nullable Long tail) {

        static Replies none(String cell) {
            return new Replies(cell, 0, 0, 0, 0, 0, null, null);
        }
    }

    /// By the value of the cell.
    Map<String, Answers> of(int run, Cells cells) {
        var reached = ReportQuery.reached(run);
        var about = ANSWERS.on(clickHouse, run, cells.query(), reached);
        var others =
                cells.lasting()
                        ? kept.of(run, null, about, Others.class, AnswerFigures::others)
                        : Patience.fetch(clickHouse, about, AnswerFigures::others);
        var query = REPLIES.on(clickHouse, run, cells.query(), reached);
        var replies =
                cells.lasting()
                        ? kept.ofEvents(
                                run, repliers(others), query, Replies.class, AnswerFigures::replies)
                        : Patience.fetch(clickHouse, query, AnswerFigures::replies);
        var byCell = replies.stream().collect(Collectors.toMap(Replies::cell, Function.identity()));
        return others.stream()
                .collect(
                        Collectors.toMap(
                                Others::cell,
                                cell ->
                                        answers(
                                                cell,
                                                byCell.getOrDefault(
                                                        cell.cell(), Replies.none(cell.cell())))));
    }

    /// Who replied in which cell: rollups say it, and so may say it anew without an event.
    private static String repliers(List<Others> cells) {
        return cells.stream()
                .map(cell -> cell.repliers() + ' ' + cell.cell())
                .collect(Collectors.joining("\n"));
    }

    private static Answers answers(Others others, Replies replies) {
        return new Answers(
                others.complained(),
                others.negative(),
                replies.repliers() == replies.replied(),
                replies.conversed(),
                replies.timed(),
                replies.withinHour(),
                replies.median(),
                replies.tail(),
                others.buyers(),
                others.conversionMedian());
    }

    private static Others others(Record row) {
        return new Others(
                row.get("value", String.class),
                number(row, "complained"),
                number(row, "negative"),
                row.get("repliers", String.class),
                number(row, "buyers"),
                row.get("took_median", Long.class));
    }

    private static Replies replies(Record row) {
        return new Replies(
                row.get("value", String.class),
                number(row, "replied"),
                number(row, "repliers"),
                number(row, "conversed"),
                number(row, "timed"),
                number(row, "within_hour"),
                row.get("waited_median", Long.class),
                row.get("waited_p90", Long.class));
    }

    private static long number(Record row, String column) {
        return row.get(column, Long.class);
    }
}
