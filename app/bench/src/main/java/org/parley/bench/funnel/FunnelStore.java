package org.parley.bench.funnel;

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
import org.parley.analytics.internal.ReportQuery;
import org.parley.analytics.question.internal.RunAnswers;
import org.parley.analytics.question.internal.SelectedOrdinals;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.ZoneTable;
import org.parley.bench.EventStore;
import org.parley.core.audience.RunSelection;
import org.parley.core.kernel.SqlFile;

/// ClickHouse with the events of many runs, PostgreSQL for answers that are kept, and the questions
/// put to them.
final class FunnelStore implements AutoCloseable {

    private static final int PEOPLE_A_STATEMENT = 2_000_000;
    private static final String TELL = SqlFile.readPlain(FunnelStore.class, "tell.sql");
    private static final String RAW_RUN = SqlFile.readPlain(FunnelStore.class, "raw_run.sql");
    private static final String RAW_ALL = SqlFile.readPlain(FunnelStore.class, "raw_all.sql");

    // of the first run, see `tell.sql`
    private static final Instant OPENS = Instant.parse("2026-09-02T08:00:00Z");
    private static final Instant CLOSES = OPENS.plus(Duration.ofDays(7));

    private final EventStore store;
    private final DSLContext clickHouse;
    private final KeptAnswers kept;
    private final RunFigures figures;

    /// @param directory for the stores; who opens deletes it
    FunnelStore(Path directory) {
        store = new EventStore(directory, true);
        clickHouse = store.sql();
        kept =
                new KeptAnswers(
                        store.ledger(),
                        clickHouse,
                        Clock.fixed(CLOSES, ZoneOffset.UTC),
                        Duration.ZERO);
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
    }

    /// @see EventStore#settle
    void settle() {
        store.settle(List.of("funnel_day", "audience", "message_cost", "bill_day"));
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

    /// What the money of the run costs to read; without orders here, so that it is the reading that
    /// is measured.
    int money(int run) {
        return figures.costLines(run).size() + figures.credited(run).size();
    }

    /// What the pages of a run ask ClickHouse, one by one, but for [#keptQuestions].
    ///
    /// @param name as the API has it
    record Question(String name, Supplier<?> ask) {}

    List<Question> questions(int run) {
        BreakdownFigures cells = figures.byCell();
        RunAnswers answers = new RunAnswers(clickHouse, kept);
        return List.of(
                new Question("report: people", () -> figures.people(run)),
                new Question("report: channels", () -> figures.peopleByArmAndChannel(run)),
                new Question("report: cost lines", () -> figures.costLines(run)),
                new Question("report: credited", () -> figures.credited(run)),
                new Question(
                        "report: revenue",
                        () -> cells.assigned(run, OPENS, CLOSES, Cells.arms(run))),
                new Question(
                        "by country: people", () -> people(run, Cells.audience(run, "country"))),
                new Question(
                        "by channel: people", () -> people(run, Cells.audience(run, "channel"))),
                new Question(
                        "by day: people",
                        () ->
                                people(
                                        run,
                                        Cells.sent(
                                                run,
                                                "day",
                                                new ZoneTable(ZoneOffset.UTC, OPENS, CLOSES)))),
                new Question(
                        "by country: costs",
                        () -> cells.costs(run, Cells.audience(run, "country"), true, List.of())),
                new Question("by link: people", () -> figures.followed(run)),
                new Question(
                        "evidence: spending", () -> figures.spending(run, OPENS, CLOSES, 20_001)),
                new Question(
                        "recipients: clicked",
                        () ->
                                new SelectedOrdinals(clickHouse)
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
                                                        null))),
                new Question("reply-to-order", () -> answers.answers(run, OPENS, CLOSES)));
    }

    KeptQuestions keptQuestions(int run) {
        return new KeptQuestions(clickHouse, store.ledger(), kept, run);
    }

    private Object people(int run, Cells cells) {
        return figures.byCell().people(run, List.of(2), cells, 1_000);
    }

    String all() {
        return ReportQuery.named("overview_people")
                .on(clickHouse, ReportQuery.list(List.of()))
                .stream()
                .map(row -> row.get("channel") + ": " + people(row))
                .collect(Collectors.joining("\n"));
    }

    String rawAll() {
        return rows(RAW_ALL, row -> row.get("channel") + ": " + people(row));
    }

    private static List<Long> people(Record row) {
        return numbers(row, "sent", "delivered", "read", "clicked", "replied");
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
                                + " and database = currentDatabase() group by table having r > 0 order by b desc")
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
