package org.parley.batch.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.EventRetention;
import org.parley.batch.rollup.RollupRebuild;
import org.parley.batch.rollup.Rollups;
import org.parley.core.audit.AuditLog;

/// What the nightly check and a restatement of rollups do, for tests of other packages.
public final class Reconciling {

    private final DataSource ledger;
    private final DSLContext postgres;
    private final Rollups rollups;
    private final DSLContext clickHouse;
    private final RelayPause pause;
    private final Clock clock;
    private final ReconciliationLock lock;
    private final ReconciliationStore store;

    public Reconciling(
            DataSource ledger,
            DSLContext postgres,
            DSLContext clickHouse,
            Rollups rollups,
            AuditLog audit,
            Clock clock) {
        this.ledger = ledger;
        this.postgres = postgres;
        this.clickHouse = clickHouse;
        this.rollups = rollups;
        this.clock = clock;
        this.pause = new RelayPause(postgres, Duration.ofSeconds(10), Duration.ofMillis(1));
        this.lock = new ReconciliationLock(ledger);
        this.store = new ReconciliationStore(postgres, clock, audit);
    }

    public JudgedMonths months() {
        var rebuild = new RollupRebuild(rollups, new EventRetention(rollups, clock));
        return new JudgedMonths(store, lock, pause, rebuild);
    }

    /// While another node reconciles.
    public void during(Runnable work) {
        var another = new ReconciliationLock(ledger);
        if (!another.take()) {
            throw new IllegalStateException("A reconciliation is under way");
        }
        try {
            work.run();
        } finally {
            another.release(0);
        }
    }

    /// What the nightly check finds apart.
    public List<Discrepancy> apart() {
        var check =
                new RunCheck(
                        postgres,
                        clickHouse,
                        pause,
                        rollups,
                        new EventRetention(rollups, clock),
                        clock);
        return check.check().lines();
    }
}
