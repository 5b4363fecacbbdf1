package org.parley.batch.imports;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.parley.analytics.internal.KeptAnswers;
import org.parley.analytics.report.RunReport;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.batch.attribution.Attribution;
import org.parley.batch.attribution.AttributionSettings;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.batch.relay.ClickHouseInserts;
import org.parley.batch.relay.Shipping;
import org.parley.sql.StoreAddress;
import org.parley.sql.testing.TestStores;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/// Imports with all that follows them: attribution, the relay, reports. Empty for each test.
final class ResultsWorld implements BeforeEachCallback, AfterEachCallback {

    ImportWorld imports;
    DSLContext clickHouse;
    Client client;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        imports = new ImportWorld(Files.createTempDirectory("results"));
        StoreAddress address = TestStores.freshClickHouseAddress();
        clickHouse = DSL.using(TestStores.dataSource(address), SQLDialect.CLICKHOUSE);
        client =
                new Client.Builder()
                        .addEndpoint(address.httpEndpoint())
                        .setUsername(address.user())
                        .setPassword(address.password())
                        .setDefaultDatabase(address.database())
                        .retryOnFailures(ClientFaultCause.None)
                        .build();
    }

    static ResultMapping mapping(String json) {
        return JsonMapper.builder().build().readValue(json, ResultMapping.class);
    }

    static String example(String name) {
        try {
            return Files.readString(Path.of("docs/results", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As over the API: the mapping first.
    ImportFile run(String mapping, String csv) {
        var mappings =
                new ResultMappings(imports.dsl, JsonMapper.builder().build(), ImportWorld.CLOCK);
        long id = mappings.keep(mapping(mapping), "ana@parley.example");
        return imports.run(
                ImportKind.RESULTS,
                csv,
                new ImportOptions(null, null, null, null, mappings.get(id)));
    }

    /// People numbered from 1, with a mailbox each.
    void contacts(int people) {
        var csv = new StringBuilder("external_id,email,country\n");
        for (int i = 1; i <= people; i++) {
            csv.append(i)
                    .append(",p")
                    .append(i)
                    .append("@example.org,")
                    .append(i % 3 == 0 ? "ES" : "GB");
            csv.append('\n');
        }
        imports.run(ImportKind.CONTACTS, csv.toString());
    }

    /// Everything that follows an import by itself.
    void settle() {
        var attribution =
                new Attribution(
                        imports.dsl,
                        new AttributionSettings(
                                Duration.ZERO, 0.2, 10, Duration.ZERO, Duration.ZERO),
                        ImportWorld.CLOCK);
        while (attribution.creditDue(1_000) > 0) {
            // until nobody waits
        }
        new Shipping(imports.dsl, clickHouse, new ClickHouseInserts(client)).all();
    }

    RunFigures figures() {
        return new RunFigures(
                clickHouse,
                new KeptAnswers(imports.dsl, clickHouse, ImportWorld.CLOCK, Duration.ZERO));
    }

    RunReport report(int run) {
        return new RunReports(
                        new RunPlans(imports.dsl),
                        figures(),
                        Clock.offset(ImportWorld.CLOCK, Duration.ofDays(100)))
                .report(run);
    }

    List<String> rows(String sql) {
        return imports.dsl.resultQuery(sql).fetch(0, String.class);
    }

    /// A checksum over every table that results land in.
    String checksums() {
        var sums = new StringBuilder(imports.checksums());
        for (var table :
                List.of(
                        "campaign",
                        "campaign_arm",
                        "run",
                        "foreign_run",
                        "recipient",
                        "foreign_result",
                        "touch",
                        "reported_order",
                        "credit",
                        "credit_share",
                        "event_outbox")) {
            sums.append(table)
                    .append('=')
                    .append(
                            imports.dsl
                                    .fetchSingle(
                                            "select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by"
                                                    + " t::text)), '') from {0} t",
                                            DSL.name(table))
                                    .get(0))
                    .append('\n');
        }
        return sums.toString();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        client.close();
        imports.close();
        FileSystemUtils.deleteRecursively(imports.directory);
    }
}
