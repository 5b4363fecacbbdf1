package org.parley.batch.attribution;

import java.util.Objects;
import org.jooq.DSLContext;
import org.parley.batch.attribution.Rebuild.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The one step of the job `attributionRebuild`: computes a range of orders anew, some people a
/// transaction, and records with each what it changed. It takes people from the orders and not from
/// the queue of attribution, so that the loop cannot take them first and the record is whole.
final class AttributionRebuild implements Tasklet {

    static final String REBUILD_ID = "rebuildId";

    private static final Logger log = LoggerFactory.getLogger(AttributionRebuild.class);

    private final DSLContext dsl;
    private final Attribution attribution;
    private final RebuildStore store;
    private final int batch;

    /// @param batch people a transaction
    AttributionRebuild(DSLContext dsl, Attribution attribution, RebuildStore store, int batch) {
        this.dsl = dsl;
        this.attribution = attribution;
        this.store = store;
        this.batch = batch;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        long id =
                Objects.requireNonNull(
                        contribution.getStepExecution().getJobParameters().getLong(REBUILD_ID));
        try {
            var people = next(id);
            contribution.incrementWriteCount(people);
            return people == 0 ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
        } catch (RuntimeException e) {
            log.error("Rebuild {} of attribution failed", id, e);
            store.fail(id);
            throw e;
        }
    }

    /// @return people computed; 0: it is finished, or was ended by somebody else
    private int next(long id) {
        var range = store.find(id).orElseThrow().range();
        return dsl.transactionResult(tx -> {
            var after = store.take(tx.dsl(), id);
            if (after.isEmpty()) {
                return 0;
            }
            var done = attribution.recompute(tx.dsl(), range, after.get(), batch);
            if (done.people().isEmpty()) {
                store.end(tx.dsl(), id, State.FINISHED);
            } else {
                store.advance(tx.dsl(), id, done);
            }
            return done.people().size();
        });
    }
}
