package org.parley.batch.reconcile;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.parley.batch.reconcile.Facts.Fact;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.Difference;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.Rollups;
import org.parley.batch.rollup.RunChunks;

/// Compares, for every run, the ledger with the raw events and these with each rollup, and adds to
/// rollups what they lack. Some runs at a time, while the relay is still, and in between it has
/// time to ship: then every event is either in ClickHouse or in the outbox, and a run without
/// events in the outbox must agree to the unit. A run with some is left to the next time.
///
/// What the ledger knows and the raw events do not cannot be added: it is a loss, and told. Nor is
/// anything taken away: a rollup that has too much is built anew by a rebuild.
final class RunCheck {

    /// The longest attribution window and some days: later, nothing happens to a run.
    private static final Duration LIVELY = Duration.ofDays(100);

    private final DSLContext postgres;
    private final DSLContext clickHouse;
    private final RelayPause pause;
    private final Rollups rollups;
    private final EventRetention retention;
    private final Clock clock;

    RunCheck(
            DSLContext postgres,
            DSLContext clickHouse,
            RelayPause pause,
            Rollups rollups,
            EventRetention retention,
            Clock clock) {
        this.postgres = postgres;
        this.clickHouse = clickHouse;
        this.pause = pause;
        this.rollups = rollups;
        this.retention = retention;
        this.clock = clock;
    }

    /// Every run that began lately, or has late events.
    Result check() {
        Result result = Result.NOTHING;
        for (List<Integer> some : chunks()) {
            result = result.and(pause.during(still -> check(still, some)));
        }
        return result;
    }

    /// A run may have begun long ago and still have events, or have lost all of them. One that
    /// began before all events are kept cannot be compared: some may be gone on purpose.
    private List<List<Integer>> chunks() {
        Instant lively = clock.instant().minus(LIVELY);
        Integer[] told =
                clickHouse
                        .resultQuery(
                                "select distinct toInt32(run_id) from message_event where occurred_at > fromUnixTimestamp64Milli({0}, 'UTC')",
                                inline(lively.toEpochMilli()))
                        .fetchArray(0, Integer.class);
        return RunChunks.of(
                new TreeMap<>(
                        postgres.select(RUN.ID, RUN.TARGETED)
                                .from(RUN)
                                .where(RUN.SNAPSHOT_AT.isNotNull())
                                .and(RUN.STARTED_AT.ge(retention.keptSince()))
                                .and(RUN.STARTED_AT.gt(lively).or(RUN.ID.eq(any(told))))
                                .fetchMap(Record2::value1, run -> run.value2().longValue())));
    }

    private Result check(DSLContext still, List<Integer> runs) {
        LedgerFacts ledger = LedgerFacts.of(still, runs);
        List<Integer> settled =
                runs.stream().filter(run -> !ledger.moving().contains(run)).toList();
        Result result = new Result(settled.size(), ledger.moving().size(), 0, 0, 0, List.of());
        if (settled.isEmpty()) {
            return result;
        }
        EventFacts events = EventFacts.of(clickHouse, settled);
        result =
                result.and(against(ledger.facts(), events.facts(), Set.copyOf(settled)))
                        .and(lost(events.doubled()));
        for (Rollup rollup : Rollup.values()) {
            result = result.and(mended(rollup, settled));
        }
        return result;
    }

    private static Result against(Facts ledger, Facts events, Set<Integer> runs) {
        Set<Fact> facts = new HashSet<>(ledger.counts().keySet());
        events.counts().keySet().stream()
                .filter(fact -> fact.told().startsWith("price "))
                .forEach(facts::add);
        facts.removeIf(fact -> !runs.contains(fact.run()));
        List<Difference> apart = new ArrayList<>();
        for (Fact fact : facts) {
            long expected = ledger.of(fact);
            long found = events.of(fact);
            if (expected != found) {
                apart.add(
                        new Difference(
                                "ledger",
                                fact.run(),
                                fact.told(),
                                expected,
                                found,
                                Math.abs(expected - found)));
            }
        }
        return new Result(0, 0, facts.size(), 0, 0, List.of()).and(lost(apart));
    }

    private static Result lost(List<Difference> apart) {
        return new Result(
                0, 0, 0, apart.size(), 0, apart.stream().map(each -> line(each, false)).toList());
    }

    private Result mended(Rollup rollup, List<Integer> runs) {
        Comparison found = rollups.compare(rollup, runs);
        if (found.equal()) {
            return new Result(0, 0, found.cells(), 0, 0, List.of());
        }
        rollups.add(rollup, runs);
        Comparison left = rollups.compare(rollup, runs);
        return result(found, left);
    }

    /// @param found before something was done about it
    /// @param left after. Where it does not list all that differ, what it does not list is not
    ///   known to agree
    static Result result(Comparison found, Comparison left) {
        Set<Fact> wrong = new HashSet<>();
        left.worst().forEach(each -> wrong.add(new Fact(each.run(), each.cell())));
        List<Discrepancy> lines = new ArrayList<>();
        for (Difference each : found.worst()) {
            boolean stays = wrong.remove(new Fact(each.run(), each.cell()));
            lines.add(line(each, left.complete() && !stays));
        }
        left.worst().stream()
                .filter(each -> wrong.contains(new Fact(each.run(), each.cell())))
                .forEach(each -> lines.add(line(each, false)));
        return new Result(
                0,
                0,
                Math.max(found.cells(), left.cells()),
                Math.max(found.wrong(), left.wrong()),
                Math.max(0, found.wrong() - left.wrong()),
                lines);
    }

    private static Discrepancy line(Difference difference, boolean repaired) {
        return new Discrepancy(
                difference.subject(),
                difference.run(),
                difference.cell(),
                difference.expected(),
                difference.found(),
                difference.apart(),
                repaired);
    }
}
