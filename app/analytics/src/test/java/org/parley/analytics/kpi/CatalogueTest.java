package org.parley.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.Channel;

class CatalogueTest {

    @Test
    void everyFigureIsExplainedAndNamedOnce() {
        assertThat(Kpi.catalogue())
                .map(Kpi::definition)
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates()
                .allSatisfy(definition -> {
                    assertThat(definition.id()).matches("[a-z][A-Za-z]+");
                    assertThat(definition.name()).isNotBlank();
                    assertThat(definition.numerator()).isNotBlank();
                    assertThat(definition.denominator()).isNotBlank();
                    assertThat(definition.window()).isNotBlank();
                    assertThat(definition.nullRule()).startsWith("No value");
                    assertThat(definition.note()).isNotBlank();
                })
                .map(KpiDefinition::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void anArmThatNobodyIsInHasNoValuesAtAll() {
        var money =
                new MoneyFacts(
                        "EUR",
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        BigInteger.ZERO,
                        MoneyFacts.Past.NONE,
                        new BigDecimal("0.4"),
                        true);
        var arm =
                new ArmFacts(
                        1,
                        "A",
                        new Channel("viber"),
                        10_000,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of(money));
        assertThat(arm.shares()).extracting(KpiValue::value).containsOnlyNulls();
        assertThat(money.values(arm)).extracting(KpiValue::value).containsOnlyNulls();
        assertThat(money.roi()).isEmpty();
    }

    @Test
    void aReturnOnRevenueIsNotCalledAReturnOnInvestment() {
        var money =
                new MoneyFacts(
                        "EUR",
                        1000,
                        0,
                        1,
                        200,
                        9,
                        0,
                        BigInteger.ZERO,
                        MoneyFacts.Past.NONE,
                        null,
                        true);
        assertThat(money.roi()).isEmpty();
        assertThat(money.revenueRoi()).contains(new BigDecimal("4.0000"));
        var arm =
                new ArmFacts(
                        1,
                        "A",
                        new Channel("viber"),
                        10_000,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        9,
                        List.of(money));
        assertThat(money.values(arm))
                .extracting(KpiValue::id)
                .contains("revenueRoi")
                .doesNotContain("roi");
    }
}
