package org.parley.batch.rejudge;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.batch.reconcile.JudgedMonths;
import org.parley.batch.rejudge.Rejudging.State;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The last step: rollups of the months concerned are built anew, now that every verdict has
/// arrived. Waits for a reconciliation that is under way.
final class RestateTasklet implements Tasklet {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final RejudgingStore store;
    private final JudgedMonths rollups;

    RestateTasklet(RejudgingStore store, JudgedMonths rollups) {
        this.store = store;
        this.rollups = rollups;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        long id = RejudgingJobs.id(contribution);
        var rejudging = store.find(id).orElseThrow();
        if (rejudging.state() != State.APPLYING) {
            return RepeatStatus.FINISHED;
        }
        var months = store.months(id);
        if (months.isEmpty()
                || rollups.restate(months, Objects.requireNonNull(rejudging.decidedBy()))) {
            store.applied(id);
            return RepeatStatus.FINISHED;
        }
        store.alive(id);
        LockSupport.parkNanos(POLL.toNanos());
        return RepeatStatus.CONTINUABLE;
    }
}
