package org.parley.batch.rejudge;

import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.REJUDGED_EVENT;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.batch.rejudge.Reading.Known;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.batch.rejudge.ToldEvent.Message;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;
import org.parley.core.tracking.ToldSighting;
import org.parley.sql.postgres.tables.records.EventOutboxRecord;

/// Has the ledger's readings follow new verdicts.
final class ReadingWriter {

    private static final String MESSAGES = SqlFile.read(ReadingWriter.class, "messages.sql");
    private static final String WRITE = SqlFile.read(ReadingWriter.class, "write_readings.sql");
    private static final String LOCK =
            "select from recipient where (run_id, ordinal) in (select * from unnest({0}, {1})) order by run_id, ordinal for update";
    private static final List<String> SHOWN = List.of("clicked", "read", "replied");

    private final History history;
    private final Duration earns;

    /// @param earns how long a reading is credited with orders; 0: never
    ReadingWriter(History history, Duration earns) {
        this.history = history;
        this.earns = earns;
    }

    /// Keeps everybody else from telling anything of these people until the transaction ends. In
    /// ledger order, like all who lock several.
    void lock(DSLContext t, List<MessageId> people) {
        t.execute(LOCK, runs(people), ordinals(people));
    }

    /// @param people locked
    void write(DSLContext t, long rejudging, List<MessageId> people) {
        var readings = readings(t, rejudging, people);
        t.execute(
                WRITE,
                column(readings, each -> each.message().id().run(), Integer[]::new),
                column(readings, each -> each.message().id().ordinal(), Integer[]::new),
                column(readings, each -> each.message().channel(), String[]::new),
                column(readings, Reading::at, Instant[]::new),
                column(readings, Reading::implied, Boolean[]::new),
                column(readings, Reading::untold, Boolean[]::new),
                val(earns.toSeconds()));
    }

    private List<Reading> readings(DSLContext t, long rejudging, List<MessageId> people) {
        Map<Long, Boolean> machines =
                t.select(REJUDGED_EVENT.EVENT_ID, REJUDGED_EVENT.MACHINE)
                        .from(REJUDGED_EVENT)
                        .where(REJUDGED_EVENT.REJUDGING_ID.eq(rejudging))
                        .and(of(REJUDGED_EVENT.RUN_ID, REJUDGED_EVENT.ORDINAL, people))
                        .fetchMap(REJUDGED_EVENT.EVENT_ID, REJUDGED_EVENT.MACHINE);
        var known = known(t, people);
        Map<Message, List<ToldEvent>> told =
                told(t, people).stream().collect(Collectors.groupingBy(ToldEvent::message));
        List<Reading> readings = new ArrayList<>();
        for (Known each : known) {
            var events = told.getOrDefault(each.message(), List.of());
            if (events.stream().anyMatch(event -> machines.containsKey(event.id()))) {
                readings.add(Reading.of(each, events, machines));
            }
        }
        return readings;
    }

    private static List<Known> known(DSLContext t, List<MessageId> people) {
        return t.resultQuery(MESSAGES, runs(people), ordinals(people))
                .fetch(row ->
                        new Known(
                                new Message(
                                        new MessageId(
                                                row.get("run_id", Integer.class),
                                                row.get("ordinal", Integer.class)),
                                        row.get("channel", String.class)),
                                row.get("read_at", Instant.class),
                                row.get("read_implied", Boolean.class)));
    }

    /// First those that wait, then those that have arrived: an event that leaves in between is in
    /// both, and none is in neither.
    private List<ToldEvent> told(DSLContext t, List<MessageId> people) {
        List<ToldEvent> events =
                new ArrayList<>(
                        t.selectFrom(EVENT_OUTBOX)
                                .where(of(EVENT_OUTBOX.RUN_ID, EVENT_OUTBOX.ORDINAL, people))
                                .and(EVENT_OUTBOX.KIND.in(SHOWN))
                                .fetch(ReadingWriter::waiting));
        events.addAll(history.of(people));
        return events;
    }

    private static ToldEvent waiting(EventOutboxRecord row) {
        var kind = Kind.of(row.getKind());
        return new ToldEvent(
                new Message(new MessageId(row.getRunId(), row.getOrdinal()), row.getChannel()),
                kind,
                row.getId(),
                row.getOccurredAt().truncatedTo(ChronoUnit.MILLIS),
                row.getReason().equals(ToldEvent.IMPLIED),
                row.getLinkIndex(),
                false,
                new ToldSighting(
                        kind.sighting(),
                        row.getRules(),
                        ToldEvent.arrival(row.getMachine(), row.getJudgedBy()),
                        row.getUserAgent(),
                        row.getNetwork(),
                        row.getSinceAcceptedMs()));
    }

    private static Condition of(
            Field<Integer> run, Field<Integer> ordinal, List<MessageId> people) {
        return DSL.condition(
                "({0}, {1}) in (select * from unnest({2}, {3}))",
                run, ordinal, runs(people), ordinals(people));
    }

    private static Field<Integer[]> runs(List<MessageId> people) {
        return column(people, MessageId::run, Integer[]::new);
    }

    private static Field<Integer[]> ordinals(List<MessageId> people) {
        return column(people, MessageId::ordinal, Integer[]::new);
    }

    private static <T, V> Field<V[]> column(
            List<T> rows, Function<T, ? extends @Nullable V> value, IntFunction<V[]> array) {
        return val(rows.stream().map(value).toArray(array));
    }
}
