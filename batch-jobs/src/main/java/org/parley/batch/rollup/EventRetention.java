package org.parley.batch.rollup;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.impl.DSL;

/// Raw events are kept for twenty-five months, so that a month can be compared with the same month
/// of two years; then they go, a whole month at a time. Rollups stay: they hold ordinals, which
/// name nobody once the ledger row is gone.
///
/// A job and no TTL of the table: a TTL would drop a late event at its insert, and would not wait
/// until the rollups are proven.
public final class EventRetention {

    private static final int MONTHS = 25;

    private final Rollups rollups;
    private final Clock clock;

    public EventRetention(Rollups rollups, Clock clock) {
        this.rollups = rollups;
        this.clock = clock;
    }

    /// Year and month as `YYYYMM` from which on events are kept.
    int firstKept() {
        YearMonth first =
                YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).minusMonths(MONTHS);
        return first.getYear() * 100 + first.getMonthValue();
    }

    /// Drops the months before.
    ///
    /// @return how many
    public int dropOld() {
        List<String> old =
                rollups
                        .clickHouse()
                        .selectDistinct(field(name("_partition_id"), String.class))
                        .from(table(name("message_event")))
                        .fetch(0, String.class)
                        .stream()
                        .filter(month -> Integer.parseInt(month) < firstKept())
                        .toList();
        for (String month : old) {
            rollups.change(
                    DSL.query("alter table message_event drop partition id {0}", inline(month)));
        }
        return old.size();
    }
}
