package org.parley.batch.imports;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.parley.batch.imports.staging.ForeignRuns;
import org.parley.batch.imports.staging.WaitingRoom;
import org.parley.core.contact.PhoneNumbers;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

    @Bean
    Uploads uploads(ImportSettings settings, Environment environment) {
        Path data = Path.of(environment.getProperty("parley.data", "data"));
        return new Uploads(data.resolve("imports"), settings.maxUpload(), UUID::randomUUID);
    }

    @Bean
    ImportWork importWork(
            DSLContext dsl,
            ImportSettings settings,
            Uploads uploads,
            PhoneNumbers phones,
            JsonMapper json,
            Clock clock) {
        return new ImportWork(
                new ImportStore(dsl, json, clock),
                new ImportForms(dsl, settings, phones, json, clock),
                uploads,
                new WaitingRoom(dsl),
                new RejectFile(dsl, uploads.directory()),
                new ForeignRuns(dsl, json, clock));
    }

    @Bean
    ResultMappings resultMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        return new ResultMappings(dsl, json, clock);
    }

    @Bean
    ImportQueue importQueue(
            JobRepository repository,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            ImportWork work) {
        ImportJob jobs = new ImportJob(repository, transactions, dataSource, work);
        return new ImportQueue(
                new ImportRunner(repository, jobs, work, new ImportLocks(dataSource)), work);
    }

    @Bean
    Imports imports(
            ImportWork work, ImportQueue queue, PhoneNumbers phones, ImportSettings settings) {
        return new Imports(work.store(), work.uploads(), queue, phones, settings.defaultRegion());
    }
}
