package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinorUnitTest {

    @ParameterizedTest
    @CsvSource({
        "0.005, EUR, 1",
        "-0.005, EUR, -1",
        "0.0049, EUR, 0",
        "12.5, JPY, 13",
        "1.2345, KWD, 1235"
    })
    void anAmountIsRoundedHalfUpToTheExponentOfItsCurrency(
            BigDecimal amount, String currency, long minor) {
        assertThat(MinorUnit.round(amount, currency)).isEqualTo(minor);
    }

    @Test
    void whatIsNoMoneyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MinorUnit.exponent("XAU"));
        assertThatIllegalArgumentException().isThrownBy(() -> MinorUnit.exponent("QQQ"));
    }

    @Test
    void aCostLineIsRoundedOnceAndNotOncePerMessage() {
        var line = new CostLine(1, 1, "viber", "DE", new BigDecimal("0.004"), "EUR", 1_000);
        assertThat(line.amountMinor()).isEqualTo(400);
    }

    @Test
    void aConvertedAmountIsRoundedToTheReportingCurrency() {
        var rate = new FxRate(new BigDecimal("0.0061"), LocalDate.EPOCH, "ECB");
        assertThat(rate.convert(1_000, "JPY", "EUR")).isEqualTo(610);
        assertThat(rate.convert(-1_001, "JPY", "EUR")).isEqualTo(-611);
    }
}
