package org.parley.analytics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.sql.testing.TestStores;

class PatienceTest {

    private final DSLContext clickHouse =
            DSL.using(TestStores.freshClickHouse(), SQLDialect.CLICKHOUSE);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    select toInt64(count()) from system.numbers where number % 7 = 8 | 0.2 | 1000000000
                    select toInt64(length(groupArray(number))) from numbers(30000000) | 30 | 20000000
                    """,
            delimiter = '|')
    void whatTakesTooMuchIsEndedWithAdvice(String query, double seconds, long bytes) {
        assertThatThrownBy(() ->
                        Patience.fetch(
                                clickHouse,
                                clickHouse.resultQuery(query),
                                seconds,
                                bytes,
                                row -> row.get(0)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("shorter range");
    }

    @Test
    void otherFaultsAreNoneOfTheCallers() {
        assertThatThrownBy(() ->
                        Patience.fetch(
                                clickHouse,
                                clickHouse.resultQuery("select nothing from nowhere"),
                                row -> row.get(0)))
                .isInstanceOf(DataAccessException.class);
    }
}
