package org.parley.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.parley.sql.embedded.EmbeddedSettings;
import org.parley.sql.embedded.EmbeddedStores;
import org.parley.sql.migration.ClickHouseLayout;
import org.parley.sql.migration.Migrations;

/// A ClickHouse of its own, migrated and empty.
public final class EventStore implements AutoCloseable {

    private final EmbeddedStores stores;
    private final HikariDataSource pool;
    private final DSLContext clickHouse;

    /// @param directory for the store; who opens deletes it
    public EventStore(Path directory) {
        stores = EmbeddedStores.open(EmbeddedSettings.in(directory).only(false, true));
        Migrations.migrateClickHouseUnlocked(
                stores.clickHouse().unpooled(), ClickHouseLayout.singleServer());
        var config = new HikariConfig();
        config.setDataSource(stores.clickHouse().unpooled());
        config.setMaximumPoolSize(2);
        pool = new HikariDataSource(config);
        clickHouse = DSL.using(pool, SQLDialect.CLICKHOUSE);
    }

    public DSLContext sql() {
        return clickHouse;
    }

    /// Merges what inserts left in parts; a store that is at rest looks so.
    public void settle(List<String> tables) {
        for (String table : tables) {
            clickHouse.execute("optimize table {0} final", DSL.raw(table));
        }
    }

    @Override
    public void close() {
        pool.close();
        stores.close();
    }
}
