package org.parley.batch.exports;

import java.nio.file.Path;
import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.analytics.finance.RoiExport;
import org.parley.core.audit.AuditLog;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    static final String ROI_JOB = "roiExport";

    @Bean
    ExportStore exportStore(DSLContext postgres, JsonMapper json, Clock clock, AuditLog audit) {
        return new ExportStore(postgres, json, clock, audit);
    }

    @Bean
    Exports exports(ExportStore store, JobOperator jobs, @Qualifier(ROI_JOB) Job roi) {
        return new Exports(store, jobs, roi);
    }

    @Bean(ROI_JOB)
    Job roiExportJob(
            JobRepository repository,
            ExportStore store,
            RoiExport export,
            Environment environment) {
        var folder = Path.of(environment.getProperty("parley.data", "data"), "exports");
        return job(repository, new WriteRoi(store, export, folder.toAbsolutePath().normalize()));
    }

    static Job job(JobRepository repository, WriteRoi write) {
        // No transaction around the step: it waits for other transactions and writes files; its
        // row is settled by one statement at the end.
        return new JobBuilder(ROI_JOB, repository)
                .start(new StepBuilder("writeRoi", repository).tasklet(write).build())
                .build();
    }
}
