package org.parley.batch.imports;

import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.parley.batch.imports.staging.WaitingRoom;
import org.parley.core.contact.PhoneNumbers;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

    @Bean
    ImportWork importWork(
            DSLContext dsl, ImportSettings settings, PhoneNumbers phones, JsonMapper json, Clock clock) {
        return new ImportWork(
                new ImportStore(dsl, json, clock),
                new ImportForms(dsl, settings, phones, json, clock),
                new WaitingRoom(dsl),
                new RejectFile(dsl, settings.directory().toAbsolutePath()));
    }

    @Bean
    ImportQueue importQueue(
            JobRepository repository,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            ImportWork work) {
        ImportJob jobs = new ImportJob(repository, transactions, dataSource, work);
        return new ImportQueue(
                new ImportRunner(repository, jobs, work, new ImportLocks(dataSource)), work.store());
    }

    @Bean
    Imports imports(
            ImportWork work, ImportSettings settings, ImportQueue queue, PhoneNumbers phones) {
        return new Imports(
                work.store(),
                new Uploads(settings.directory(), settings.maxUpload(), UUID::randomUUID),
                queue,
                phones);
    }
}
