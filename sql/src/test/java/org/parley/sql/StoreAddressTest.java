package org.parley.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class StoreAddressTest {
    private static final StoreAddress POSTGRES =
            new StoreAddress("jdbc:postgresql://h:1/parley?ssl=true", "u", "secret");
    private static final StoreAddress CLICKHOUSE =
            new StoreAddress("jdbc:clickhouse://h:1", "u", "secret");

    @Test
    void neverPrintsThePassword() {
        assertThat(new StoreAddresses(POSTGRES, CLICKHOUSE).toString()).doesNotContain("secret");
    }

    @Test
    void changesTheDatabaseOnly() {
        assertThat(POSTGRES.withDatabase("x").jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:1/x?ssl=true");
        assertThat(CLICKHOUSE.withDatabase("x").jdbcUrl()).isEqualTo("jdbc:clickhouse://h:1/x");
    }

    @Test
    void tellsClickHousesEndpointAndDatabase() {
        assertThat(CLICKHOUSE.httpEndpoint()).isEqualTo("http://h:1");
        assertThat(CLICKHOUSE.database()).isEqualTo("default");
        var secure = new StoreAddress("jdbc:clickhouse:https://h.example/db?x=1", "", "");
        assertThat(secure.httpEndpoint()).isEqualTo("https://h.example:8443");
        assertThat(secure.database()).isEqualTo("db");
        assertThat(POSTGRES.database()).isEqualTo("parley");
    }

    @Test
    void switchesOffWhatDoublesRowsInClickHouse() {
        assertThat(CLICKHOUSE.driverProperties())
                .containsEntry("client_retry_on_failures", "None")
                .containsEntry("clickhouse_setting_async_insert", "0");
        assertThat(POSTGRES.driverProperties()).containsOnlyKeys("user", "password");
    }

    @Test
    void refusesOtherStoresAndSwappedOnes() {
        assertThatThrownBy(() -> new StoreAddress("jdbc:h2:mem:x", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoreAddresses(CLICKHOUSE, POSTGRES))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
