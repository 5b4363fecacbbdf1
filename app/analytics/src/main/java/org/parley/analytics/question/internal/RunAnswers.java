package org.parley.analytics.question.internal;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.internal.ReportQuery;

/// What ClickHouse answers about one run.
public final class RunAnswers {

    private static final ReportQuery TIMES = ReportQuery.named("run_funnel_times");
    private static final ReportQuery BUYING_TIMES = ReportQuery.named("run_buying_times");
    private static final ReportQuery ANSWERS = ReportQuery.named("run_answers");

    private final DSLContext clickHouse;
    private final KeptAnswers kept;

    public RunAnswers(DSLContext clickHouse, KeptAnswers kept) {
        this.clickHouse = clickHouse;
        this.kept = kept;
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
        return kept.together(run, null, () -> taken(run));
    }

    private List<Taken> taken(int run) {
        var buying =
                kept.of(
                        run,
                        null,
                        BUYING_TIMES.on(clickHouse, run),
                        Taken.class,
                        RunAnswers::taken);
        var others =
                kept.ofEvents(run, "", TIMES.on(clickHouse, run), Taken.class, RunAnswers::taken);
        return Stream.concat(others.stream(), buying.stream()).toList();
    }

    private static Taken taken(Record row) {
        return new Taken(
                row.get("arm", Integer.class),
                row.get("step", String.class),
                number(row, "people"),
                number(row, "reversed"),
                number(row, "within_hour"),
                row.get("median", Double.class),
                row.get("p90", Double.class));
    }

    public List<Answered> answers(int run, OrderWindow window) {
        return kept.of(
                run,
                window,
                ANSWERS.on(
                        clickHouse,
                        run,
                        ReportQuery.reached(run),
                        ReportQuery.documents(run, window)),
                Answered.class,
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
