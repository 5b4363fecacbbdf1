package org.parley.batch.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.batch.relay.RelayPause;
import org.parley.batch.rollup.Comparison;
import org.parley.batch.rollup.EventRetention;
import org.parley.core.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The second step of a check: events that nothing reads any more go, month by month, if the check
/// found runs that all agree, and if the month's rollups have them. What goes wrong here is noted
/// beside the result, which stands.
final class RetentionTasklet implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(RetentionTasklet.class);

    private final ReconciliationStore store;
    private final RelayPause pause;
    private final EventRetention retention;
    private final AuditLog audit;

    RetentionTasklet(
            ReconciliationStore store, RelayPause pause, EventRetention retention, AuditLog audit) {
        this.store = store;
        this.pause = pause;
        this.retention = retention;
        this.audit = audit;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        forgetAfter(ReconcileTasklet.id(contribution));
        return RepeatStatus.FINISHED;
    }

    /// @param id of the check that was just made
    void forgetAfter(long id) {
        if (!store.find(id).map(RetentionTasklet::proven).orElse(false)) {
            return;
        }
        List<Integer> incomplete = new ArrayList<>();
        try {
            for (int month : retention.due()) {
                Comparison compared = pause.during(_ -> forget(month));
                if (!compared.equal()) {
                    log.warn("The events of {} stay: {}", month, compared.worst().getFirst());
                    if (lacking(compared)) {
                        incomplete.add(month);
                    }
                }
            }
        } catch (RuntimeException e) {
            log.error("Old events could not be removed after reconciliation {}", id, e);
            store.remark(id, "Old events could not be removed; the log of the server says why.");
            throw e;
        }
        if (!incomplete.isEmpty()) {
            store.remark(
                    id,
                    "Old events stay, since rollups do not have all of them: months " + incomplete);
        }
    }

    /// On record first: in the transaction that holds the relay, so a deletion that cannot be
    /// ordered takes its entry along.
    private Comparison forget(int month) {
        Comparison compared = retention.compare(month);
        if (compared.equal()) {
            audit.record(
                    Reconciliations.SYSTEM,
                    "events.forget",
                    "events/" + month,
                    Map.of("figures", compared.cells()));
            retention.forget(month);
            log.info("Events of {} that nothing reads any more go", month);
        }
        return compared;
    }

    private static boolean proven(Reconciliation made) {
        Integer runs = made.runs();
        return Boolean.TRUE.equals(made.agrees()) && runs != null && runs > 0;
    }

    /// An event that came after its month was forgotten has a rollup that knows more; it just
    /// stays.
    private static boolean lacking(Comparison compared) {
        return !compared.complete()
                || compared.worst().stream().anyMatch(each -> each.missing() > 0);
    }
}
