package org.parley.batch.rejudge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Waits until the relay has brought to ClickHouse what waited when the step began.
final class ArriveTasklet implements Tasklet {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final String UP_TO = "upTo";

    private final RejudgingStore store;
    private final Outbox outbox;

    ArriveTasklet(RejudgingStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        ExecutionContext memory = contribution.getStepExecution().getExecutionContext();
        if (!memory.containsKey(UP_TO)) {
            memory.putLong(UP_TO, outbox.last());
        }
        boolean wanted = store.alive(RejudgingJobs.id(contribution));
        if (!wanted || outbox.arrived(memory.getLong(UP_TO))) {
            return RepeatStatus.FINISHED;
        }
        LockSupport.parkNanos(POLL.toNanos());
        return RepeatStatus.CONTINUABLE;
    }
}
