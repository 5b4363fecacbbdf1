package org.parley.batch.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.parley.batch.reconcile.Facts.Fact;
import org.parley.batch.rollup.Difference;
import org.parley.core.kernel.SqlFile;

/// What the raw events in ClickHouse say of runs.
///
/// @param facts people by kind of event, machines' under names of their own, and prices
/// @param doubled events that are there more than once; in no figure, but they should not be
record EventFacts(Facts facts, List<Difference> doubled) {

    private static final String EVENTS = SqlFile.read(EventFacts.class, "events.sql");
    private static final String COSTS = SqlFile.read(EventFacts.class, "costs.sql");

    EventFacts {
        doubled = List.copyOf(doubled);
    }

    static EventFacts of(DSLContext clickHouse, Collection<Integer> runs) {
        Condition chosen =
                DSL.field(DSL.name("run_id"), Long.class)
                        .in(runs.stream().map(run -> DSL.inline((long) run)).toList());
        Map<Fact, Long> counts = new HashMap<>();
        List<Difference> doubled = new ArrayList<>();
        for (Record row : clickHouse.fetch(EVENTS, chosen)) {
            Fact fact = fact(row);
            counts.put(fact, row.get("people", Long.class));
            long rows = row.get("rows", Long.class);
            long events = row.get("events", Long.class);
            if (rows != events) {
                doubled.add(
                        new Difference(
                                "message_event",
                                fact.run(),
                                fact.told(),
                                events,
                                rows,
                                rows - events));
            }
        }
        for (Record row : clickHouse.fetch(COSTS, chosen)) {
            counts.put(fact(row), row.get("people", Long.class));
        }
        return new EventFacts(new Facts(counts), doubled);
    }

    private static Fact fact(Record row) {
        return new Fact(row.get("run", Integer.class), row.get("told", String.class));
    }
}
