package org.parley.batch.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.sql.postgres.Tables.AUDIT_ENTRY;
import static org.parley.sql.postgres.Tables.EXPORT_FILE;

import com.clickhouse.client.api.Client;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.Periods;
import org.parley.analytics.finance.RoiExport;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.finance.RoiProfile;
import org.parley.batch.exports.ExportFile.Part;
import org.parley.batch.exports.ExportFile.State;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;

class ExportsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final RoiParameters ONE_RUN =
            new RoiParameters(1, null, null, null, null, RoiProfile.MACHINE);
    private static final String ACTOR = "fin@parley.example";

    @TempDir Path data;
    private DSLContext postgres;
    private Client client;
    private Exports exports;

    @BeforeEach
    void start() throws Exception {
        var ledger = TestStores.freshPostgres();
        postgres = DSL.using(ledger, SQLDialect.POSTGRES);
        var events = TestStores.freshClickHouseAddress();
        client = events.client();
        var json = JsonMapper.builder().build();
        var audit = new AuditLog(new AuditStore(postgres, json, CLOCK));
        var store = new ExportStore(postgres, json, CLOCK, audit);
        var periods =
                Periods.over(
                        postgres,
                        client,
                        audit,
                        CreditWindows.NONE,
                        CLOCK,
                        ZoneOffset.UTC,
                        Duration.ZERO);
        var write =
                new WriteRoi(
                        store,
                        RoiExport.over(
                                postgres,
                                client,
                                periods,
                                CreditWindows.NONE,
                                CLOCK,
                                Duration.ZERO),
                        data.resolve("exports"));
        var repository = repository(ledger);
        var operator = new JobOperatorFactoryBean();
        operator.setJobRepository(repository);
        operator.setTransactionManager(new JdbcTransactionManager(ledger));
        operator.setApplicationContext(new StaticApplicationContext());
        operator.afterPropertiesSet();
        exports =
                new Exports(
                        store, operator.getObject(), ExportConfiguration.job(repository, write));
        seed(DSL.using(events.unpooled(), SQLDialect.CLICKHOUSE));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private void seed(DSLContext clickHouse) {
        postgres.execute(
                """
                insert into segment (name, rule) values ('all', '{}');
                insert into message (name) values ('m');
                insert into message_variant (message_id, name, content) values (1, 'A', '{}');
                insert into campaign (name, segment_id, message_id, seed, created_by) values ('Autumn', 1, 1, 's', 'm');
                insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight) values (1, 1, 'Viber', 1, 'viber', 10000);
                insert into run (campaign_id, fire_time, state, started_at) values (1, '2026-11-01Z', 'finished', '2026-11-01Z');
                insert into contact (external_id) values ('c1');
                insert into recipient (run_id, ordinal, contact_id, arm, channel, country, state, price, price_currency, billed_at)
                values (1, 1, 1, 1, 'viber', 'DE', 'sent', 0.045, 'EUR', '2026-11-01 10:00Z');
                truncate mirror_change, attribution_due;
                """);
        clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country, price, currency)"
                        + " values ('billed', 1, 1, 1, 1, '2026-11-01 10:00:00.000', 1, 1, 'viber', 'DE', 0.045, 'EUR')");
    }

    private static JobRepository repository(DataSource ledger) throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(ledger);
        factory.setTransactionManager(new JdbcTransactionManager(ledger));
        factory.setDatabaseType("POSTGRES");
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    @Test
    void anExportIsWrittenByTheJobAndItsDownloadIsOnRecord() throws Exception {
        var export = exports.startRoi(ONE_RUN, ACTOR);
        assertThat(export.state()).isEqualTo(State.FINISHED);
        assertThat(export.rows()).isEqualTo(1);
        assertThat(export.parameters()).isEqualTo(ONE_RUN);
        var csv = exports.open(export.id(), Part.FILE, ACTOR);
        assertThat(csv).isEqualTo(data.resolve("exports").resolve("roi-" + export.id() + ".csv"));
        assertThat(Files.readString(csv)).contains(",0.045000,0.05,EUR,");
        assertThat(Files.readString(exports.open(export.id(), Part.MANIFEST, ACTOR)))
                .contains(export.sha256());
        assertThat(csv.getParent().toFile().list()).hasSize(2);
        assertThat(
                        postgres.select(AUDIT_ENTRY.ACTION)
                                .from(AUDIT_ENTRY)
                                .where(AUDIT_ENTRY.SUBJECT.eq("export/" + export.id()))
                                .and(AUDIT_ENTRY.ACTOR.eq(ACTOR))
                                .orderBy(AUDIT_ENTRY.ID)
                                .fetch(AUDIT_ENTRY.ACTION))
                .containsExactly("export.start", "export.download", "export.download");
    }

    @Test
    void aRefusedExportSaysWhyAndHasNoFile() {
        postgres.execute("update recipient set price = 0.08");
        var export = exports.startRoi(ONE_RUN, ACTOR);
        assertThat(export.state()).isEqualTo(State.FAILED);
        assertThat(export.problem())
                .contains("EUR cost: the file has 0.05 in 1, PostgreSQL 0.08 in 1");
        assertThatThrownBy(() -> exports.open(export.id(), Part.FILE, ACTOR))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not finished");
    }

    @Test
    void theSameExportMayBeAskedForAgainAndGivesTheSameBytes() throws Exception {
        var first = exports.startRoi(ONE_RUN, ACTOR);
        var second = exports.startRoi(ONE_RUN, ACTOR);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.sha256()).isEqualTo(first.sha256());
        var page = exports.page(null, 1);
        assertThat(page.items()).extracting(ExportFile::id).containsExactly(second.id());
        assertThat(exports.page(page.next(), 1).items())
                .extracting(ExportFile::id)
                .containsExactly(first.id());
    }

    @Test
    void anExportWhoseNodeEndedIsToldToBeLost() {
        postgres.insertInto(
                        EXPORT_FILE,
                        EXPORT_FILE.KIND,
                        EXPORT_FILE.PARAMETERS,
                        EXPORT_FILE.STATE,
                        EXPORT_FILE.CREATED_BY,
                        EXPORT_FILE.CREATED_AT)
                .values(
                        "roi",
                        JSONB.valueOf("{\"run\": null}"),
                        "running",
                        ACTOR,
                        CLOCK.instant().minus(Duration.ofHours(2)))
                .execute();
        assertThat(exports.page(null, 10).items())
                .singleElement()
                .satisfies(export -> {
                    assertThat(export.state()).isEqualTo(State.FAILED);
                    assertThat(export.problem()).contains("Start it again");
                });
    }

    @Test
    void anUnknownExportIsToldSo() {
        assertThatThrownBy(() -> exports.get(99)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> exports.page("x", 10)).isInstanceOf(ProblemException.class);
    }
}
