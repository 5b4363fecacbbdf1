package org.parley.batch.imports;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.batch.imports.staging.ForeignRuns;
import org.parley.batch.imports.staging.WaitingRoom;
import org.parley.core.contact.PhoneNumbers;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// One fresh database with everything that imports need around it.
final class ImportWorld implements AutoCloseable {

    static final Clock CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")).withZone(ZoneOffset.UTC);

    final DataSource dataSource;
    final DSLContext dsl;
    final Path directory;
    final ImportWork work;
    final ImportQueue queue;
    final Imports imports;

    ImportWorld(Path directory) {
        this(pool(TestStores.freshPostgresAddress()), directory);
    }

    static DataSource pool(StoreAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        queue.stop();
        if (dataSource instanceof HikariDataSource pool) {
            pool.close();
        }
    }

    /// A node over a database that another node may have used.
    ImportWorld(DataSource dataSource, Path directory) {
        this.dataSource = dataSource;
        this.directory = directory;
        dsl = DSL.using(new TransactionAwareDataSourceProxy(dataSource), SQLDialect.POSTGRES);
        ImportSettings settings =
                new ImportSettings(
                        DataSize.ofMegabytes(512),
                        DataSize.ofMegabytes(512),
                        200,
                        1 << 20,
                        "",
                        Set.of("whatsapp", "sms"));
        JsonMapper json = new JsonMapper();
        PhoneNumbers phones = new PhoneNumbers();
        work =
                new ImportWork(
                        new ImportStore(dsl, json, CLOCK),
                        new ImportForms(dsl, settings, phones, json, CLOCK),
                        new Uploads(directory, settings.maxUpload(), UUID::randomUUID),
                        new WaitingRoom(dsl),
                        new RejectFile(dsl, directory),
                        new ForeignRuns(dsl, json, CLOCK));
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        JobRepository repository = repository(dataSource, transactions);
        ImportJob jobs = new ImportJob(repository, transactions, dataSource, work);
        queue =
                new ImportQueue(
                        new ImportRunner(repository, jobs, work, new ImportLocks(dataSource)),
                        work);
        imports = importsIn("");
    }

    /// As an installation whose phone numbers are of that region.
    Imports importsIn(String region) {
        return new Imports(work.store(), work.uploads(), queue, new PhoneNumbers(), region);
    }

    private static JobRepository repository(
            DataSource dataSource, DataSourceTransactionManager transactions) {
        try {
            JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
            factory.setDataSource(dataSource);
            factory.setTransactionManager(transactions);
            factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    ImportFile run(ImportKind kind, String csv) {
        return run(kind, csv, ImportOptions.NONE);
    }

    ImportFile run(ImportKind kind, String csv, ImportOptions options) {
        return run(kind, csv.getBytes(StandardCharsets.UTF_8), options);
    }

    ImportFile run(ImportKind kind, byte[] content, ImportOptions options) {
        return run(kind, new ByteArrayInputStream(content), options);
    }

    ImportFile run(ImportKind kind, InputStream content, ImportOptions options) {
        try {
            return ended(imports.start(kind, "file.csv", content, options, "test").id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportFile ended(long id) {
        return await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> imports.get(id),
                        file ->
                                file.state() == ImportState.FINISHED
                                        || file.state() == ImportState.FAILED);
    }

    List<String> rejects(ImportFile file) {
        return imports.rejects(file.id())
                .map(path -> {
                    try {
                        return Files.readAllLines(path);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orElse(List.of());
    }

    long count(String table) {
        return dsl.fetchCount(DSL.table(DSL.name(table)));
    }

    /// A checksum over every row of the tables that imports write.
    String checksums() {
        StringBuilder sums = new StringBuilder();
        for (String table :
                List.of(
                        "contact",
                        "address",
                        "attribute_definition",
                        "consent_event",
                        "consent",
                        "shop_order",
                        "shop_order_line")) {
            sums.append(table)
                    .append('=')
                    .append(
                            dsl.fetchSingle(
                                            "select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by"
                                                    + " t::text)), '') from {0} t",
                                            DSL.name(table))
                                    .get(0))
                    .append('\n');
        }
        return sums.toString();
    }

    /// Partitions that wait; none once an import has ended.
    long waitingTables() {
        return dsl.fetchSingle(
                        "select count(*) from pg_class where relkind = 'r' and relispartition and relname like 'import@_%' escape '@'")
                .get(0, Long.class);
    }
}
