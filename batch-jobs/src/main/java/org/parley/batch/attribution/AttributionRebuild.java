package org.parley.batch.attribution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/// The two steps of the job `attributionRebuild`. Job parameters: `from` (inclusive) and `until`
/// (exclusive), ISO dates in UTC of the orders' days.
final class AttributionRebuild {

    private static final int BATCH = 2_000;

    private final Attribution attribution;

    AttributionRebuild(Attribution attribution) {
        this.attribution = attribution;
    }

    RepeatStatus queue(StepContribution contribution, ChunkContext context) {
        Map<String, Object> parameters = context.getStepContext().getJobParameters();
        int people = attribution.queue(day(parameters, "from"), day(parameters, "until"));
        contribution.incrementWriteCount(people);
        return RepeatStatus.FINISHED;
    }

    /// One batch a transaction, so that the loop of attribution is not kept out meanwhile.
    RepeatStatus credit(StepContribution contribution, ChunkContext context) {
        int people = attribution.creditDue(BATCH);
        contribution.incrementWriteCount(people);
        return people == 0 ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
    }

    private static Instant day(Map<String, Object> parameters, String name) {
        Object value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The job needs the parameter " + name);
        }
        return LocalDate.parse(value.toString()).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
