package org.parley.server.stores;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.parley.server.ParleySettings;
import org.parley.sql.StoreAddress;
import org.parley.sql.migration.ClickHouseLayout;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Connects to ClickHouse. Nothing here asks for a connection at start-up: the node works while
/// ClickHouse is away. Never under a transaction manager, which ClickHouse has no use for.
@Configuration(proxyBeanMethods = false)
class ClickHouseStore {

    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Below the ten seconds of idleness after which a server closes a connection.
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int TRY_AT_FIRST_USE = -1;

    @Bean(defaultCandidate = false)
    @Qualifier("clickHouse")
    HikariDataSource clickHouseDataSource(ParleySettings settings) {
        var address = settings.clickhouse().address();
        var pool = new HikariConfig();
        pool.setPoolName("clickhouse");
        pool.setJdbcUrl(address.jdbcUrl());
        var properties = address.driverProperties();
        if (settings.clickhouse().layout().distributed()) {
            // a sub-query over several servers is answered once, not on each of them from its part
            properties.setProperty("clickhouse_setting_distributed_product_mode", "global");
        }
        pool.setDataSourceProperties(properties);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE.toMillis());
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(TRY_AT_FIRST_USE);
        return new HikariDataSource(pool);
    }

    @Bean
    ClickHouseLayout clickHouseLayout(ParleySettings settings) {
        return settings.clickhouse().layoutOfTables();
    }

    @Bean(defaultCandidate = false)
    @Qualifier("clickHouse")
    DSLContext clickHouseDslContext(@Qualifier("clickHouse") DataSource clickHouse) {
        // Without it an inlined string with a backslash could end its literal early.
        var settings =
                new Settings()
                        .withBackslashEscaping(BackslashEscaping.ON)
                        .withExecuteLogging(false);
        return DSL.using(clickHouse, SQLDialect.CLICKHOUSE, settings);
    }

    /// For the relay, which streams frozen batches and does its own retries: a client that repeats
    /// an insert by itself may double it.
    @Bean(destroyMethod = "close")
    Client clickHouseClient(ParleySettings settings) {
        StoreAddress address = settings.clickhouse().address();
        var endpoint = ClickHouseEndpoint.of(address.jdbcUrl());
        return new Client.Builder()
                .addEndpoint(endpoint.url())
                .setUsername(address.user())
                .setPassword(address.password())
                .setDefaultDatabase(endpoint.database())
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .setSocketTimeout(60, ChronoUnit.SECONDS)
                .serverSetting("async_insert", "0")
                .build();
    }
}
