package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+359888",
                "-2",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "\0=1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20SUM",
                "=cmd|' /C calc'!A0"
            })
    void aTextThatBeginsLikeAFormulaGetsAnApostrophe(String text) {
        assertThat(CsvText.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Autumn", "1=1", "a-b", " =1", "'=1", "Süd"})
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(CsvText.safe(text)).isEqualTo(text);
    }
}
