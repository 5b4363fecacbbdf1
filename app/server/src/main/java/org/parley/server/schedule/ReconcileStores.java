package org.parley.server.schedule;

import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.batch.reconcile.Reconciliations;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Once a night, on one node: has the ledger, the raw events and the rollups compared.
@DisallowConcurrentExecution
public final class ReconcileStores implements Job {

    private static final Logger log = LoggerFactory.getLogger(ReconcileStores.class);

    private final Reconciliations reconciliations;

    /// Made by Spring's job factory.
    public ReconcileStores(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @Override
    public void execute(JobExecutionContext context) {
        if (reconciliations.tryStart(Kind.CHECK, Reconciliations.SYSTEM).isEmpty()) {
            log.info("A reconciliation is under way; none is started beside it");
        }
    }
}
