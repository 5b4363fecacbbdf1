package org.parley.analytics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.analytics.kpi.Kpi;
import org.parley.analytics.kpi.KpiDefinition;
import org.parley.analytics.report.ReferenceLine.PublishedFigure;
import tools.jackson.databind.json.JsonMapper;

class ReferenceLineTest {

    @Test
    void everyLineSaysWhoseItIsOfWhatYearAndWhereItIsPublished() {
        assertThat(ReferenceLine.published())
                .hasSize(21)
                .isSortedAccordingTo((one, other) -> Integer.compare(other.year(), one.year()))
                .allSatisfy(line -> {
                    assertThat(line.label()).isEqualTo("Vendor average, not your data");
                    assertThat(line.source()).isNotBlank();
                    assertThat(line.year()).isBetween(2019, 2023);
                    assertThat(line.whose()).isNotBlank();
                    assertThat(URI.create(line.address()).getScheme()).isEqualTo("https");
                    assertThat(line.figures()).isNotEmpty();
                })
                .extracting(ReferenceLine::source, ReferenceLine::year, ReferenceLine::whose)
                .doesNotHaveDuplicates();
    }

    @Test
    void figuresAreThoseThatWerePublishedInTheUnitsOfTheCatalogue() {
        assertThat(figures("Mailchimp benchmarks", 2019, "E-commerce"))
                .containsExactly(
                        new PublishedFigure("openRateRaw", 0.1568, null),
                        new PublishedFigure("clickRateRaw", 0.0201, null),
                        new PublishedFigure("optOutRate", 0.0027, null));
        assertThat(figures("Campaign Monitor benchmarks", 2021, "Retail"))
                .containsExactly(
                        new PublishedFigure("openRateRaw", 0.171, null),
                        new PublishedFigure("clickRateRaw", 0.007, null),
                        new PublishedFigure("clickToOpen", 0.058, null),
                        new PublishedFigure("optOutRate", 0.001, null));
        assertThat(figures("Omnisend e-commerce statistics", 2022, "E-commerce, promotions"))
                .containsExactly(new PublishedFigure("conversionAttributed", 0.0008, null));
        assertThat(figures("Klaviyo benchmarks", 2023, "E-commerce, promotions"))
                .containsExactly(new PublishedFigure("revenuePerDelivered", 11, "USD"));
    }

    @Test
    void sharesAreSharesOfTheCatalogueAndNoneIsLostToAWrongHeading() throws IOException {
        var shares =
                Kpi.definitions().stream()
                        .filter(kpi -> kpi.unit() == KpiDefinition.Unit.SHARE)
                        .map(KpiDefinition::id)
                        .toList();
        assertThat(allFigures().filter(figure -> figure.currency() == null))
                .allSatisfy(figure -> {
                    assertThat(figure.kpi()).isIn(shares);
                    assertThat(figure.value()).isBetween(0.0001, 0.5);
                });
        var between = headings().subList(3, headings().size() - 2);
        assertThat(between).isSubsetOf(Kpi.definitions().stream().map(KpiDefinition::id).toList());
        assertThat(allFigures().map(PublishedFigure::kpi).distinct())
                .containsExactlyInAnyOrderElementsOf(between);
    }

    /// Anybody who reads the JSON sees the label, and nothing to infer from.
    @Test
    void aLineHasNoIntervalNoTestAndNoMultiple() {
        var json = JsonMapper.builder().build().valueToTree(ReferenceLine.published().getFirst());
        assertThat(json.propertyNames())
                .containsExactly("label", "source", "year", "whose", "figures", "note", "address");
        assertThat(json.at("/figures/0").propertyNames())
                .containsExactly("kpi", "value", "currency");
    }

    @Test
    void theYearsThatOpensMeanLittleInAreMarked() {
        assertThat(ReferenceLine.published())
                .filteredOn(line -> line.note() != null)
                .extracting(ReferenceLine::source, ReferenceLine::year)
                .contains(
                        tuple("Mailchimp benchmarks", 2019),
                        tuple("MailerLite benchmarks", 2022),
                        tuple("Sendinblue benchmarks", 2023));
    }

    private static List<PublishedFigure> figures(String source, int year, String whose) {
        return ReferenceLine.published().stream()
                .filter(line -> line.source().equals(source))
                .filter(line -> line.year() == year && line.whose().equals(whose))
                .findAny()
                .orElseThrow()
                .figures();
    }

    private static Stream<PublishedFigure> allFigures() {
        return ReferenceLine.published().stream().flatMap(line -> line.figures().stream());
    }

    private static List<String> headings() throws IOException {
        try (var file = ReferenceLine.class.getResourceAsStream("reference_lines.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .findFirst()
                    .map(line -> Arrays.asList(line.split(",")))
                    .orElseThrow();
        }
    }
}
