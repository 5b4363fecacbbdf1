package org.parley.bench.funnel;

import static org.parley.sql.postgres.Tables.KEPT_ANSWER;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.internal.LeftOutRuns;
import org.parley.analytics.internal.OrderWindow;
import org.parley.analytics.question.internal.CompanyAnswers;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.question.internal.SelectedOrdinals;
import org.parley.analytics.report.Breakdowns;
import org.parley.analytics.report.ReachedEffects;
import org.parley.analytics.report.RunEvidences;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.RunsSideBySide;
import org.parley.analytics.report.Subgroups;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.bench.EventStore;
import org.parley.core.audience.RunSelection;
import org.parley.core.audience.Segments;
import org.parley.core.content.Messages;
import org.parley.core.kernel.ClickHouseTime;
import org.parley.core.kernel.SqlFile;

/// ClickHouse with the events and orders of many runs, PostgreSQL with their plan and the ledger of
/// the first, and the questions that pages put to them.
final class FunnelStore implements AutoCloseable {

    private static final int PEOPLE_A_STATEMENT = 2_000_000;
    private static final String BUY = SqlFile.readPlain(FunnelStore.class, "buy.sql");
    private static final String PLAN = SqlFile.readPlain(FunnelStore.class, "plan.sql");
    private static final String TELL = SqlFile.readPlain(FunnelStore.class, "tell.sql");
    private static final String RAW_RUN = SqlFile.readPlain(FunnelStore.class, "raw_run.sql");
    private static final String RAW_ALL = SqlFile.readPlain(FunnelStore.class, "raw_all.sql");

    // of the first run, see `tell.sql`
    private static final Instant OPENS = Instant.parse("2026-09-02T08:00:00Z");
    private static final Instant CLOSES = OPENS.plus(Duration.ofDays(7));
    private static final OrderWindow WINDOW = new OrderWindow(OPENS, CLOSES);

    private final EventStore store;
    private final DSLContext clickHouse;
    private final Clock clock = Clock.fixed(CLOSES, ZoneOffset.UTC);
    private final KeptAnswers kept;
    private final RunFigures figures;

    /// @param directory for the stores; who opens deletes it
    FunnelStore(Path directory) {
        store = new EventStore(directory, true);
        clickHouse = store.sql();
        kept = new KeptAnswers(store.ledger(), clickHouse, clock, Duration.ZERO);
        figures = new RunFigures(clickHouse, kept);
    }

    /// @return whether all of it is told already
    /// @throws IllegalArgumentException for a store of another size, or one whose filling was
    ///   broken off
    boolean holds(FunnelSize size) {
        Record told =
                clickHouse
                        .resultQuery(
                                "select toInt64(count()) as events, toInt32(max(run_id)) as runs,"
                                        + " toInt64(countIf(kind = 'assigned')) as people from message_event")
                        .fetchSingle();
        if (told.get("events", Long.class) == 0) {
            return false;
        }
        long people = size.big() + (long) size.small() * size.smallRuns();
        if (told.get("runs", Integer.class) != size.smallRuns() + 1
                || told.get("people", Long.class) != people) {
            throw new IllegalArgumentException(
                    "The store holds %,d people in %d runs, not %,d in %d: give --store another directory"
                            .formatted(
                                    told.get("people", Long.class),
                                    told.get("runs", Integer.class),
                                    people,
                                    size.smallRuns() + 1));
        }
        return true;
    }

    /// The first run is number 1.
    void tell(FunnelSize size) {
        tell(1, size.big());
        for (int run = 2; run <= size.smallRuns() + 1; run++) {
            tell(run, size.small());
        }
        store.ledger()
                .execute(
                        PLAN.replace("{runs}", Integer.toString(size.smallRuns() + 1))
                                .replace("{people}", Integer.toString(size.big())));
        store.ledger().execute("vacuum analyze recipient");
    }

    private void tell(int run, int people) {
        for (int from = 1; from <= people; from += PEOPLE_A_STATEMENT) {
            clickHouse.execute(
                    TELL.replace("{run}", Integer.toString(run))
                            .replace("{from}", Integer.toString(from))
                            .replace(
                                    "{count}",
                                    Integer.toString(
                                            Math.min(PEOPLE_A_STATEMENT, people - from + 1))));
        }
        clickHouse.execute(BUY.replace("{run}", Integer.toString(run)));
    }

    /// @see EventStore#settle
    void settle() {
        store.settle(
                List.of(
                        "funnel_day",
                        "audience",
                        "message_cost",
                        "bill_day",
                        "funnel_hour",
                        "funnel_link"));
    }

    /// People by arm, as the report counts them.
    String run(int run) {
        return figures.people(run).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(arm ->
                        arm.getKey()
                                + ": "
                                + List.of(
                                        arm.getValue().assigned(),
                                        arm.getValue().sent(),
                                        arm.getValue().delivered(),
                                        arm.getValue().read(),
                                        arm.getValue().clicked(),
                                        arm.getValue().replied(),
                                        arm.getValue().optedOut()))
                .collect(Collectors.joining("\n"));
    }

    String rawRun(int run) {
        return rows(
                RAW_RUN.replace("{run}", Integer.toString(run)),
                row ->
                        row.get("arm")
                                + ": "
                                + numbers(
                                        row,
                                        "assigned",
                                        "sent",
                                        "delivered",
                                        "read",
                                        "clicked",
                                        "replied",
                                        "opted_out"));
    }

    /// A page's question.
    ///
    /// @param name as the API has it
    record Question(String name, Supplier<?> ask) {}

    /// About the first run, and about all.
    List<Question> questions() {
        RunPlans plans = new RunPlans(store.ledger());
        RunReports reports = new RunReports(plans, figures, clock);
        RunEvidences evidences = new RunEvidences(plans, figures, reports);
        ReachedEffects reached = new ReachedEffects(plans, figures, reports);
        Segments segments = new Segments(store.ledger(), clickHouse, clock);
        Subgroups subgroups = new Subgroups(plans, figures, reports, segments);
        RunAnswers answers = new RunAnswers(clickHouse, kept);
        CompanyAnswers company = new CompanyAnswers(clickHouse, kept);
        RunsSideBySide runs = new RunsSideBySide(plans, figures, new LeftOutRuns(store.ledger()));
        RunsSideBySide.Asked newest = new RunsSideBySide.Asked(null, null, null, null);
        return List.of(
                new Question("report", () -> reports.report(1)),
                by(plans, segments, "country"),
                by(plans, segments, "channel"),
                by(plans, segments, "day"),
                new Question(
                        "report/subgroups/country", () -> subgroups.of(1, "country", List.of())),
                new Question("report/reached", () -> reached.of(1)),
                new Question("report/evidence", () -> evidences.of(1)),
                new Question("links", () -> figures.followed(1)),
                new Question("funnel-times", () -> answers.times(1)),
                new Question("reply-to-order", () -> answers.answers(1, WINDOW)),
                new Question(
                        "heat-map",
                        () ->
                                company.heatMap(
                                        "Europe/Sofia",
                                        1,
                                        List.of(),
                                        ClickHouseTime.EARLIEST,
                                        ClickHouseTime.LATEST)),
                new Question("recipients: clicked", () -> clicked(1)),
                new Question("20 runs side by side", () -> runs.page(newest, null, 20)),
                new Question("overview: costs", () -> figures.costLines(List.of())),
                new Question("overview: revenue", () -> figures.revenueByChannel(List.of())));
    }

    private Question by(RunPlans plans, Segments segments, String dimension) {
        Messages messages = new Messages(store.ledger(), clock);
        Breakdowns breakdowns =
                Breakdowns.over(
                        plans,
                        figures,
                        new RunWordings(store.ledger(), kept),
                        messages,
                        segments,
                        clock,
                        ZoneOffset.UTC);
        return new Question(
                "breakdown/" + dimension,
                () -> breakdowns.breakdown(1, dimension, null, List.of()));
    }

    private long clicked(int run) {
        return new SelectedOrdinals(clickHouse, kept)
                .count(
                        new RunSelection(
                                run,
                                1,
                                null,
                                null,
                                null,
                                Set.of(RunSelection.Fact.CLICKED),
                                Set.of(),
                                null,
                                null));
    }

    /// Makes who asks next compute.
    void forget() {
        store.ledger().deleteFrom(KEPT_ANSWER).execute();
    }

    /// How many answers are kept.
    int kept() {
        return store.ledger().fetchCount(KEPT_ANSWER);
    }

    /// People of all runs by channel, as the overview counts them.
    String all() {
        return figures.peopleByChannel(List.of()).stream()
                .map(counts ->
                        counts.channel()
                                + ": "
                                + List.of(
                                        counts.sent(),
                                        counts.delivered(),
                                        counts.read(),
                                        counts.clicked(),
                                        counts.replied()))
                .collect(Collectors.joining("\n"));
    }

    String rawAll() {
        return rows(
                RAW_ALL,
                row ->
                        row.get("channel")
                                + ": "
                                + numbers(row, "sent", "delivered", "read", "clicked", "replied"));
    }

    private static List<Long> numbers(Record row, String... names) {
        return List.of(names).stream().map(name -> row.get(name, Long.class)).toList();
    }

    private String rows(String sql, Function<Record, String> words) {
        return clickHouse.resultQuery(sql).stream().map(words).collect(Collectors.joining("\n"));
    }

    /// Rows of a table and its bytes on disk.
    record Weight(String table, long rows, long bytes) {}

    List<Weight> weights() {
        return clickHouse
                .resultQuery(
                        "select table, sum(rows) as r, sum(bytes_on_disk) as b from system.parts where active"
                                + " and database = currentDatabase() and table != 'flyway_schema_history' group by table having r > 0 order by b desc")
                .fetch(row ->
                        new Weight(
                                row.get("table", String.class),
                                row.get("r", Long.class),
                                row.get("b", Long.class)));
    }

    @Override
    public void close() {
        store.close();
    }
}
