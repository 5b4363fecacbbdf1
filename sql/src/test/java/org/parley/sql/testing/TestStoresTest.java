package org.parley.sql.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sql.clickhouse.Tables.MESSAGE_EVENT;
import static org.parley.sql.postgres.Tables.CONTACT;

import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.sql.StoreAddress;

final class TestStoresTest {

    @Test
    void freshDatabasesHaveTheGeneratedTablesAndNoRows() {
        assertThat(rows(TestStores.freshPostgres(), SQLDialect.POSTGRES, CONTACT)).isZero();
        assertThat(rows(TestStores.freshClickHouse(), SQLDialect.CLICKHOUSE, MESSAGE_EVENT))
                .isZero();
    }

    @Test
    void manyThreadsGetDatabasesOfTheirOwn() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work =
                    IntStream.range(0, 24)
                            .<Callable<StoreAddress>>mapToObj(i ->
                                    i % 3 == 0
                                            ? TestStores::freshClickHouseAddress
                                            : TestStores::freshPostgresAddress)
                            .toList();
            var urls = new HashSet<String>();
            for (var address : threads.invokeAll(work)) {
                urls.add(address.get().jdbcUrl());
            }
            assertThat(urls).hasSize(24);
        }
    }

    private static int rows(DataSource source, SQLDialect dialect, Table<?> table) {
        return DSL.using(source, dialect).fetchCount(table);
    }
}
