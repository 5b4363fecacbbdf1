package org.parley.batch.reconcile;

import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.parley.batch.reconcile.Facts.Fact;
import org.parley.core.kernel.SqlFile;

/// What PostgreSQL says of runs at one moment.
///
/// @param facts kinds of events that leave a lasting trace on the ledger, and prices
/// @param moving runs of which events wait in the outbox
record LedgerFacts(Facts facts, Set<Integer> moving) {

    private static final String LEDGER = SqlFile.read(LedgerFacts.class, "ledger.sql");

    static LedgerFacts of(DSLContext postgres, Collection<Integer> runs) {
        Map<Fact, Long> counts = new HashMap<>();
        Set<Integer> moving = new TreeSet<>();
        for (Record row : postgres.fetch(LEDGER, val(runs.toArray(Integer[]::new)))) {
            int run = row.get("run_id", Integer.class);
            counts.put(new Fact(run, row.get("kind", String.class)), row.get("people", Long.class));
            if (row.get("moving", Boolean.class)) {
                moving.add(run);
            }
        }
        return new LedgerFacts(new Facts(counts), moving);
    }
}
