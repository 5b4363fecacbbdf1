package org.parley.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClickHouseEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:clickhouse://localhost:18123/parley,     http://localhost:18123,  parley",
        "jdbc:clickhouse://db/parley?ssl=true,         https://db:8443,         parley",
        "jdbc:clickhouse:https://db:9440/parley?a=b,   https://db:9440,         parley",
        "jdbc:clickhouse:http://db,                    http://db:8123,          default",
    })
    void theAddressOfTheDriverIsTheAddressOfTheServer(String jdbc, String url, String database) {
        assertThat(ClickHouseEndpoint.of(jdbc)).isEqualTo(new ClickHouseEndpoint(url, database));
    }
}
