package org.parley.server.testing;

import org.parley.sql.testing.TestStores;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Gives a context databases of its own on the servers that all tests share. First of all: before
/// the node looks whether it has to start stores.
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class FreshStores
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var postgres = TestStores.freshPostgresAddress();
        var clickHouse = TestStores.freshClickHouseAddress();
        TestPropertyValues.of(
                        "parley.postgres.url=" + postgres.jdbcUrl(),
                        "parley.postgres.user=" + postgres.user(),
                        "parley.postgres.password=" + postgres.password(),
                        "parley.clickhouse.url=" + clickHouse.jdbcUrl(),
                        "parley.clickhouse.user=" + clickHouse.user(),
                        "parley.clickhouse.password=" + clickHouse.password())
                .applyTo(context);
    }
}
