package org.parley.batch.imports;

import java.util.Objects;
import javax.sql.DataSource;
import org.parley.batch.imports.staging.ApplyConsents;
import org.parley.batch.imports.staging.ApplyContacts;
import org.parley.batch.imports.staging.ApplyOrders;
import org.parley.batch.imports.staging.ApplyResults;
import org.parley.batch.imports.staging.Applying;
import org.parley.batch.imports.staging.RowBlock;
import org.parley.batch.imports.staging.StagingWriter;
import org.parley.batch.imports.staging.WaitingRoom;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Builds the job of one file: stage every row, apply them slice by slice, write the reject file.
/// Nothing is applied before the file has been read to its end.
final class ImportJob {

    static final String NAME = "import";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final ImportWork work;

    ImportJob(
            JobRepository repository,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            ImportWork work) {
        this.repository = repository;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.work = work;
    }

    Job of(ImportStore.Stored stored, JobExecutionListener listener) {
        ImportFile file = stored.file();
        BoundFile bound = work.forms().bind(file, stored.upload());
        return new JobBuilder(NAME, repository)
                .listener(listener)
                .start(stage(file, bound))
                .next(apply(file, bound))
                .next(report(file.id()))
                .build();
    }

    private Step stage(ImportFile file, BoundFile bound) {
        RowBlockReader reader = new RowBlockReader(bound, line -> work.forgetAfter(file, line));
        // A block is an item and a chunk: its size is bounded in characters too, which a number of
        // items would not do.
        return new StepBuilder("stage", repository)
                .<RowBlock, RowBlock>chunk(1)
                .transactionManager(transactions)
                .reader(reader)
                .writer(
                        new StagingWriter(
                                dataSource, file.id(), file.kind().staged(), work.store()))
                .build();
    }

    private Step apply(ImportFile file, BoundFile bound) {
        return new StepBuilder("apply", repository)
                .tasklet(
                        new ApplyTasklet(applying(file, bound), work.store(), file.id()),
                        transactions)
                .build();
    }

    private Applying applying(ImportFile file, BoundFile bound) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        WaitingRoom room = work.room();
        return switch (file.kind()) {
            case CONTACTS -> new ApplyContacts(jdbc, room, bound::attributes);
            case CONSENTS -> new ApplyConsents(jdbc, room);
            case ORDERS -> new ApplyOrders(jdbc, room, false);
            case ONLINE_RETAIL -> new ApplyOrders(jdbc, room, true);
            case RESULTS ->
                    new ApplyResults(
                            jdbc,
                            room,
                            work.runs(),
                            Objects.requireNonNull(file.options().results()),
                            file.createdBy());
        };
    }

    private Step report(long importId) {
        return new StepBuilder("report", repository)
                .tasklet(
                        (_, _) -> {
                            work.rejects()
                                    .write(importId)
                                    .ifPresent(path -> work.store().rejectsAt(importId, path));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
    }
}
