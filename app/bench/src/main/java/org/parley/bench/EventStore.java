package org.parley.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.sql.StoreAddress;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;

/// A ClickHouse of its own, migrated and empty; and a PostgreSQL beside it where one is wanted.
public final class EventStore implements AutoCloseable {

    private final EmbeddedStores stores;
    private final HikariDataSource pool;
    private final DSLContext clickHouse;
    private final Optional<HikariDataSource> ledger;

    /// @param directory for the store; who opens deletes it
    public EventStore(Path directory) {
        this(directory, false);
    }

    /// @param directory for the stores; who opens deletes it
    /// @param withLedger whether there is a PostgreSQL too
    public EventStore(Path directory, boolean withLedger) {
        stores = EmbeddedStores.open(EmbeddedSettings.in(directory).only(withLedger, true));
        Migrations.migrateClickHouseUnlocked(
                stores.clickHouse().unpooled(), ClickHouseLayout.singleServer());
        var config = new HikariConfig();
        config.setDataSource(stores.clickHouse().unpooled());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        clickHouse = DSL.using(pool, SQLDialect.CLICKHOUSE);
        ledger = withLedger ? Optional.of(migrated(stores.postgres())) : Optional.empty();
    }

    private static HikariDataSource migrated(StoreAddress address) {
        Migrations.migratePostgres(address.unpooled());
        var config = new HikariConfig();
        config.setDataSource(address.unpooled());
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    public DSLContext sql() {
        return clickHouse;
    }

    /// PostgreSQL, where there is one.
    public DSLContext ledger() {
        return DSL.using(ledger.orElseThrow(), SQLDialect.POSTGRES);
    }

    /// Merges what inserts left in parts; a store that is at rest looks so.
    public void settle(List<String> tables) {
        for (String table : tables) {
            clickHouse.execute("optimize table {0} final", DSL.raw(table));
        }
    }

    @Override
    public void close() {
        ledger.ifPresent(HikariDataSource::close);
        pool.close();
        stores.close();
    }
}
