package org.parley.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    // of the table of figures: four columns, the first an id
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z]+[A-Z][A-Za-z0-9]*|roi|roas)` \\|[^|]*\\|[^|]*\\|[^|]*\\|");

    @Test
    void everyFigureIsExplainedAndNamedOnce() {
        assertThat(Kpi.definitions())
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates()
                .allSatisfy(definition -> {
                    assertThat(definition.id()).matches("[a-z][A-Za-z0-9]+");
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
    void theReadmeListsTheCatalogue() throws IOException {
        var listed =
                Files.readAllLines(Path.of("README.md")).stream()
                        .map(ROW::matcher)
                        .filter(Matcher::matches)
                        .map(row -> row.group(1))
                        .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Kpi.definitions().stream().map(KpiDefinition::id).toList());
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
        var facts =
                new Facts(
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
                        Facts.Mail.NONE,
                        Answers.NONE,
                        List.of(money));
        assertThat(facts.values()).extracting(KpiValue::value).containsOnlyNulls();
        assertThat(money.values(facts)).extracting(KpiValue::value).containsOnlyNulls();
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
        var facts =
                new Facts(
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
                        Facts.Mail.NONE,
                        Answers.NONE,
                        List.of(money));
        assertThat(money.values(facts))
                .extracting(KpiValue::id)
                .contains("revenueRoi")
                .doesNotContain("roi");
    }
}
