package org.parley.bench.export;

import com.clickhouse.client.api.Client;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.Periods;
import org.parley.analytics.finance.RoiExport;
import org.parley.analytics.internal.ReportQuery;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import org.parley.core.kernel.SqlFile;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;
import tools.jackson.databind.json.JsonMapper;

/// Both stores with runs whose every message is a line of the ROI file.
final class ExportStores implements AutoCloseable {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    private static final ReportQuery LINES = ReportQuery.named("roi_lines");
    private static final String EVERYTHING =
            "&param_one_run=false&param_of_run=0&param_by_day=false"
                    + "&param_opens=1970-01-01%2000:00:00&param_closes=2299-12-31%2000:00:00";

    private final EmbeddedStores stores;
    private final HikariDataSource pool = new HikariDataSource();
    private final DSLContext postgres;
    private final DSLContext clickHouse;
    private final Client client;

    /// @param directory for the stores; who opens deletes it
    ExportStores(Path directory) {
        stores = EmbeddedStores.open(directory);
        StoreAddress ledger = stores.postgres();
        StoreAddress events = stores.clickHouse();
        Migrations.migratePostgres(ledger.unpooled());
        Migrations.migrateClickHouseUnlocked(events.unpooled(), ClickHouseLayout.singleServer());
        pool.setJdbcUrl(ledger.jdbcUrl());
        pool.setUsername(ledger.user());
        pool.setPassword(ledger.password());
        postgres = DSL.using(pool, SQLDialect.POSTGRES);
        clickHouse = DSL.using(events.unpooled(), SQLDialect.CLICKHOUSE);
        client = events.client();
    }

    void fill(int lines) {
        postgres.execute(SqlFile.read(ExportStores.class, "plan.sql"));
        postgres.execute(SqlFile.read(ExportStores.class, "ledger.sql"), DSL.inline(lines));
        postgres.execute("analyze recipient");
        postgres.execute("truncate event_outbox, mirror_change, attribution_due");
        clickHouse.execute(SqlFile.readPlain(ExportStores.class, "costs.sql"), DSL.inline(lines));
        clickHouse.execute("optimize table message_cost final");
    }

    RoiExport export() {
        var audit = new AuditLog(new AuditStore(postgres, JsonMapper.builder().build(), CLOCK));
        var periods =
                Periods.over(
                        postgres,
                        client,
                        audit,
                        CreditWindows.NONE,
                        CLOCK,
                        ZoneOffset.UTC,
                        Duration.ZERO);
        return RoiExport.over(postgres, client, periods, CreditWindows.NONE, CLOCK, Duration.ZERO);
    }

    /// The same lines in ClickHouse's own CSV, read off the wire and thrown away.
    ///
    /// @return bytes
    long bare() throws IOException, InterruptedException {
        StoreAddress address = stores.clickHouse();
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        address.httpEndpoint()
                                                + "/?database="
                                                + address.database()
                                                + EVERYTHING))
                        .header("X-ClickHouse-User", address.user())
                        .header("X-ClickHouse-Key", address.password())
                        .timeout(Duration.ofMinutes(10))
                        .POST(BodyPublishers.ofString(LINES.text() + "\nformat CSV"))
                        .build();
        try (var http = HttpClient.newHttpClient();
                InputStream body = http.send(request, BodyHandlers.ofInputStream()).body()) {
            var buffer = new byte[1 << 16];
            var bytes = 0L;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        client.close();
        pool.close();
        stores.close();
    }
}
