package org.parley.analytics.question.internal;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.analytics.internal.Patience;
import org.parley.analytics.internal.ReportQuery;

/// What ClickHouse answers about one run.
public final class RunAnswers {

    private static final ReportQuery TIMES = ReportQuery.named("run_funnel_times");
    private static final ReportQuery ANSWERS = ReportQuery.named("run_answers");

    private final DSLContext clickHouse;

    public RunAnswers(DSLContext clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// @param median in milliseconds; NaN: nobody
    public record Taken(
            int arm,
            String step,
            long people,
            long reversed,
            long withinHour,
            double median,
            double p90) {}

    /// @param currency empty: over all of them
    /// @param people 0 where `buyers` and `net` are given, and the other way round
    public record Answered(
            int arm, String answer, String currency, long people, long buyers, long net) {}

    public List<Taken> times(int run) {
        return Patience.fetch(
                clickHouse,
                TIMES.on(clickHouse, run),
                row ->
                        new Taken(
                                row.get("arm", Integer.class),
                                row.get("step", String.class),
                                number(row, "people"),
                                number(row, "reversed"),
                                number(row, "within_hour"),
                                row.get("median", Double.class),
                                row.get("p90", Double.class)));
    }

    /// @param from inclusive
    /// @param until exclusive
    public List<Answered> answers(int run, Instant from, Instant until) {
        return Patience.fetch(
                clickHouse,
                ANSWERS.on(
                        clickHouse,
                        run,
                        ReportQuery.reached(run),
                        ReportQuery.documents(run, from, until)),
                row ->
                        new Answered(
                                row.get("arm", Integer.class),
                                row.get("answer", String.class),
                                row.get("currency", String.class),
                                number(row, "people"),
                                number(row, "buyers"),
                                number(row, "net")));
    }

    private static long number(Record row, String column) {
        return row.get(column, Long.class);
    }
}
