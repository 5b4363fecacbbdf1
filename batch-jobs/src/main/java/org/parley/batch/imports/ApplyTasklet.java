package org.parley.batch.imports;

import org.parley.batch.imports.staging.Applying;
import org.parley.batch.imports.staging.Applying.Applied;
import org.parley.batch.imports.staging.Applying.Slice;
import org.parley.batch.imports.staging.Progress;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Applies one slice a transaction, the position in the same commit.
final class ApplyTasklet implements Tasklet {

    private static final String LAST = "import.last-position";
    private static final String DONE = "import.applied-position";

    private final Applying applying;
    private final Progress progress;
    private final long importId;

    ApplyTasklet(Applying applying, Progress progress, long importId) {
        this.applying = applying;
        this.progress = progress;
        this.importId = importId;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        ExecutionContext context = contribution.getStepExecution().getExecutionContext();
        if (!context.containsKey(LAST)) {
            context.putLong(LAST, applying.prepare(importId));
            context.putLong(DONE, 0);
            return RepeatStatus.CONTINUABLE;
        }
        long done = context.getLong(DONE);
        long to = Math.min(context.getLong(LAST), done + applying.sliceSize());
        if (to > done) {
            Applied applied = applying.apply(new Slice(importId, done, to));
            progress.applied(importId, applied.rows(), applied.rejected());
            contribution.incrementWriteCount(applied.rows());
            context.putLong(DONE, to);
        }
        return to < context.getLong(LAST) ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
    }
}
