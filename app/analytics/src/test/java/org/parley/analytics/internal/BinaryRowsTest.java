package org.parley.analytics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.sql.testing.TestStores;

class BinaryRowsTest {

    private static final List<String> NUMBER = List.of("n Int64");

    private static Client client;

    @BeforeAll
    static void open() {
        client = TestStores.emptyClickHouseAddress().client();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void everyKindOfColumnIsReadAsItWasStored() throws IOException {
        try (var rows =
                BinaryRows.of(
                        client,
                        """
                        select toInt32(-7) as i, toInt64(-9000000000) as l, toDecimal64('-12.345678', 6) as d, toDate('2149-06-06') as day,
                          {words:String} as t, '' as nothing
                        """,
                        Map.of("words", "Süd, \"雪\""),
                        List.of(
                                "i Int32",
                                "l Int64",
                                "d Decimal(18, 6)",
                                "day Date",
                                "t String",
                                "nothing String"))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.int32()).isEqualTo(-7);
            assertThat(rows.int64()).isEqualTo(-9_000_000_000L);
            assertThat(rows.decimal(6)).isEqualTo(new BigDecimal("-12.345678"));
            assertThat(rows.day()).isEqualTo(LocalDate.of(2149, 6, 6));
            assertThat(rows.text()).isEqualTo("Süd, \"雪\"");
            assertThat(rows.text()).isEmpty();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void rowsAreWholeWhereverTheBufferEnds() throws IOException {
        try (var rows =
                BinaryRows.of(
                        client,
                        """
                        select repeat('x', if(number % 1000 = 7, 300000, number % 300)) as t, toInt64(number) as n
                        from numbers(20000) order by number
                        """,
                        Map.of(),
                        List.of("t String", "n Int64"))) {
            for (var number = 0L; number < 20_000; number++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.text())
                        .hasSize(number % 1000 == 7 ? 300_000 : (int) (number % 300));
                assertThat(rows.int64()).isEqualTo(number);
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void columnsOfAnotherNameOrTypeAreRefused() {
        for (var sql : List.of("select toInt32(1) as n", "select toInt64(1) as m")) {
            assertThatThrownBy(() -> BinaryRows.of(client, sql, Map.of(), NUMBER))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("instead of [n Int64]");
        }
    }

    @Test
    void aQueryThatFailsMidwayDoesNotLookLikeOneThatEnded() {
        assertThatThrownBy(
                        () -> {
                            try (var rows =
                                    BinaryRows.of(
                                            client,
                                            "select toInt64(number + throwIf(number = 30000000)) as n from numbers(40000000)",
                                            Map.of(),
                                            NUMBER)) {
                                for (var number = 0L; rows.next(); number++) {
                                    if (rows.int64() != number) {
                                        throw new IOException("What came is no row");
                                    }
                                }
                            }
                        })
                .isInstanceOf(Exception.class);
    }
}
