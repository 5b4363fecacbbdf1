package org.parley.batch.rejudge;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.parley.batch.rejudge.ToldEvent.Kind;
import org.parley.batch.rejudge.ToldEvent.Message;
import org.parley.core.kernel.MessageId;
import org.parley.core.kernel.SqlFile;
import org.parley.core.tracking.ToldSighting;

/// What people did with messages, from the raw events.
final class History {

    private static final int FETCH = 10_000;
    private static final String HISTORY = SqlFile.read(History.class, "history.sql");
    private static final String JUDGEABLE = SqlFile.read(History.class, "judgeable.sql");
    private static final String PEOPLE = SqlFile.read(History.class, "people.sql");

    private final DSLContext clickHouse;

    History(DSLContext clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// People of a run, by the verdicts that stand.
    ///
    /// @param reading who read, clicked or replied
    record People(long clicked, long reading) {
        static final People NOBODY = new People(0, 0);
    }

    /// Everybody with something that can be judged again in the range, with all that they did with
    /// the same message, in ledger order.
    void each(EventRange range, Consumer<List<ToldEvent>> person) {
        var whose =
                DSL.condition(
                        JUDGEABLE,
                        inline(range.opens().toEpochMilli()),
                        inline(range.closes().toEpochMilli()));
        List<ToldEvent> events = new ArrayList<>();
        try (var rows = query(whose, DSL.trueCondition()).fetchSize(FETCH).fetchLazy()) {
            for (Record row : rows) {
                ToldEvent next = event(row);
                if (!events.isEmpty() && !events.getLast().person().equals(next.person())) {
                    person.accept(List.copyOf(events));
                    events.clear();
                }
                // one that arrived twice is one
                if (events.isEmpty() || events.getLast().id() != next.id()) {
                    events.add(next);
                }
            }
        }
        if (!events.isEmpty()) {
            person.accept(events);
        }
    }

    /// All that these people did with these messages.
    List<ToldEvent> of(Collection<MessageId> people) {
        var persons =
                people.stream()
                        .map(id -> DSL.row(inline((long) id.run()), inline((long) id.ordinal())))
                        .toList();
        var runs = runs(people.stream().map(MessageId::run).distinct().toList());
        var whose =
                runs.and(
                        DSL.row(
                                        field(name("run_id"), Long.class),
                                        field(name("ordinal"), Long.class))
                                .in(persons));
        return query(whose, runs).fetch(History::event);
    }

    /// @return runs without anybody are absent
    Map<Integer, People> people(Collection<Integer> runs) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        return clickHouse.fetch(PEOPLE, runs(runs)).stream()
                .collect(
                        Collectors.toMap(
                                row -> row.get("run", Integer.class),
                                row ->
                                        new People(
                                                row.get("clicked", Long.class),
                                                row.get("reading", Long.class))));
    }

    private ResultQuery<Record> query(Condition whose, Condition verdicts) {
        return clickHouse.resultQuery(HISTORY, whose, verdicts);
    }

    private static Condition runs(Collection<Integer> runs) {
        return field(name("run_id"), Long.class)
                .in(runs.stream().map(run -> inline((long) run)).toList());
    }

    private static ToldEvent event(Record row) {
        var kind = Kind.of(row.get("told", String.class));
        return new ToldEvent(
                new Message(
                        new MessageId(
                                row.get("run", Integer.class), row.get("person", Integer.class)),
                        row.get("via", String.class)),
                kind,
                row.get("event", Long.class),
                Instant.ofEpochMilli(row.get("at", Long.class)),
                row.get("why", String.class).equals(ToldEvent.IMPLIED),
                row.get("link", Integer.class),
                row.get("overturned", Boolean.class),
                new ToldSighting(
                        kind.sighting(),
                        row.get("ruled", Integer.class),
                        ToldEvent.arrival(
                                row.get("arrived_machine", Boolean.class),
                                row.get("given_away", String.class)),
                        row.get("agent", String.class),
                        row.get("net", String.class),
                        row.get("since", Long.class)));
    }
}
