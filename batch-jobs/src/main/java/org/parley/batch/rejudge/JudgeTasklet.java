package org.parley.batch.rejudge;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.parley.batch.rejudge.Rejudging.State;
import org.parley.core.tracking.MachineRuleSets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// Judges a range in one reading of its history. What breaks off is not gone on with: whoever asks
/// again has it judged whole.
final class JudgeTasklet implements Tasklet {

    private static final Logger log = LoggerFactory.getLogger(JudgeTasklet.class);

    private final RejudgingStore store;
    private final History history;
    private final MachineRuleSets rules;

    JudgeTasklet(RejudgingStore store, History history, MachineRuleSets rules) {
        this.store = store;
        this.history = history;
        this.rules = rules;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        var rejudging = store.find(RejudgingJobs.id(contribution)).orElseThrow();
        if (rejudging.state() == State.JUDGING) {
            judge(rejudging);
        }
        return RepeatStatus.FINISHED;
    }

    private void judge(Rejudging rejudging) {
        var version = rules.version(rejudging.rules()).orElseThrow();
        var judging =
                new Judging(
                        store, rejudging.id(), new PersonJudge(version.rules(), rejudging.range()));
        try {
            history.each(rejudging.range(), judging);
            judging.end(history);
        } catch (CancellationException e) {
            log.info("Judging is given up: {}", e.getMessage());
        }
    }
}
