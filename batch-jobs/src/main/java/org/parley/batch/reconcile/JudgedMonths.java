package org.parley.batch.reconcile;

import java.util.Set;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.Rollup;
import org.parley.batch.rollup.RollupRebuild;

/// Rollups that tell people from machines, restated where verdicts have become others: some months
/// built anew and proven, on the list of reconciliations like every rebuild.
public final class JudgedMonths {

    private final ReconciliationStore store;
    private final ReconciliationLock lock;
    private final RelayPause pause;
    private final RollupRebuild rebuild;

    JudgedMonths(
            ReconciliationStore store,
            ReconciliationLock lock,
            RelayPause pause,
            RollupRebuild rebuild) {
        this.store = store;
        this.lock = lock;
        this.pause = pause;
        this.rebuild = rebuild;
    }

    /// In the caller's thread, while the relay waits for one rollup at a time. Once more is
    /// harmless.
    ///
    /// @param months as `YYYYMM`, in UTC
    /// @return false: a reconciliation is under way, try again later
    /// @throws IllegalStateException where they do not agree with the raw events afterwards
    public boolean restate(Set<Integer> months, String startedBy) {
        if (!lock.take()) {
            return false;
        }
        long id = 0;
        try {
            id = store.begin(Kind.REBUILD, startedBy);
            lock.belongsTo(id);
            if (!work(months).make(id).agrees()) {
                throw new IllegalStateException(
                        "Reconciliation " + id + " found rollups that could not be restated");
            }
            return true;
        } finally {
            lock.release(id);
        }
    }

    private ReconcileTasklet work(Set<Integer> months) {
        return new ReconcileTasklet(
                store,
                lock,
                () ->
                        ReconcileConfiguration.rebuilt(
                                pause,
                                Rollup.JUDGED,
                                (rollup, still) -> rebuild.rebuild(rollup, months, still)));
    }
}
