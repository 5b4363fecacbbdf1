package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ProblemException;
import tools.jackson.databind.json.JsonMapper;

class RoiExportTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final RoiParameters EVERYTHING = RoiParameters.between(null, null, null);

    private static Stores stores;
    private static RoiExport export;

    @TempDir Path folder;
    private Path csv;
    private Path manifest;

    @BeforeAll
    static void tell() {
        stores = Stores.holding(World.of(815, 900));
        export = new Books(stores, CLOCK, ZoneId.of("Europe/Berlin"), Duration.ZERO).export;
    }

    @BeforeEach
    void name() {
        csv = folder.resolve("roi-1.csv");
        manifest = folder.resolve("roi-1.json");
    }

    @Test
    void theFileAddsUpToTheReportToTheCent() {
        written(EVERYTHING);
        var reports =
                new RunReports(
                        new RunPlans(stores.postgres),
                        new RunFigures(stores.clickHouse, stores.kept),
                        CLOCK);
        for (var run : List.of(1, 2)) {
            for (var arm : reports.report(run).arms()) {
                for (var money : arm.money()) {
                    assertThat(sum(run, arm.arm(), "cost", money.currency()))
                            .isEqualTo(MinorUnit.toMajor(money.costMinor(), money.currency()));
                    assertThat(sum(run, arm.arm(), "revenue", money.currency()))
                            .isEqualTo(MinorUnit.toMajor(money.grossMinor(), money.currency()));
                    assertThat(
                                    sum(run, arm.arm(), "refund", money.currency())
                                            .add(
                                                    sum(
                                                            run,
                                                            arm.arm(),
                                                            "adjustment",
                                                            money.currency())))
                            .isEqualTo(MinorUnit.toMajor(money.refundsMinor(), money.currency()));
                }
            }
        }
        assertThat(lines())
                .extracting(l -> l.get("line_type"))
                .contains("cost", "revenue", "refund");
    }

    @Test
    void theManifestHoldsTheTotalsOfTheFileAndOfPostgres() throws Exception {
        var outcome = written(EVERYTHING);
        var json = JsonMapper.builder().build().readTree(Files.readAllBytes(manifest));
        assertThat(json.at("/rows").asInt()).isEqualTo(lines().size()).isPositive();
        assertThat(json.at("/sha256").asString())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(
                                        MessageDigest.getInstance("SHA-256")
                                                .digest(Files.readAllBytes(csv))));
        for (var total : json.at("/totals")) {
            var sum =
                    lines().stream()
                            .filter(l ->
                                    l.get("line_type").equals(total.at("/lineType").asString()))
                            .filter(l ->
                                    l.get("currency_orig").equals(total.at("/currency").asString()))
                            .map(l -> new BigDecimal(l.get("amount_orig")))
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(total.at("/amount").asString()).isEqualTo(sum.toPlainString());
        }
        assertThat(outcome.tieOuts()).hasSizeGreaterThan(5).allMatch(TieOut::agrees);
        assertThat(json.at("/tieOuts").size()).isEqualTo(outcome.tieOuts().size());
        // EUR 0.012345 and 0.0004 a message: exact only because each line was rounded once.
        assertThat(json.at("/firstDay").asString()).isEqualTo("2026-10-05");
    }

    @Test
    void theSameDataGivesTheSameBytes() throws IOException {
        written(EVERYTHING);
        var first = Files.readAllBytes(csv);
        stores.clickHouse.execute("optimize table shop_order final");
        stores.clickHouse.execute("optimize table message_cost final");
        written(EVERYTHING);
        assertThat(Files.readAllBytes(csv)).isEqualTo(first);
    }

    @Test
    void theFileIsRfc4180WithNamesThatNoSpreadsheetComputes() throws IOException {
        written(ofRun(1, null));
        var text = Files.readString(csv);
        assertThat(text).startsWith("schema_version,period_start,").endsWith("\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text).contains("\"'=Autumn, \"\"sale\"\"\"").contains(",'+4711,");
        assertThat(lines())
                .allSatisfy(line -> {
                    assertThat(line.size()).isEqualTo(RoiRow.COLUMNS.size());
                    assertThat(line.get("source")).isEqualTo("sandbox");
                    assertThat(line.get("run_id")).isEqualTo("1");
                    assertThat(line.get("row_hash")).hasSize(64);
                });
        assertThat(lines().stream().filter(l -> l.get("line_type").equals("refund")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.get("amount_orig")).startsWith("-"));
    }

    @Test
    void linesAreSortedByRunThenArmThenWords() {
        written(EVERYTHING);
        assertThat(lines())
                .isSortedAccordingTo(
                        Comparator.<CSVRecord>comparingInt(l -> Integer.parseInt(l.get("run_id")))
                                .thenComparingInt(l -> Integer.parseInt(l.get("arm")))
                                .thenComparing(l -> l.get("channel"))
                                .thenComparing(l -> l.get("country"))
                                .thenComparing(l -> l.get("line_type"))
                                .thenComparing(l -> l.get("currency_orig")));
    }

    @Test
    void aPeriodHoldsTheFactsOfItsOwnDaysAndTwoPeriodsMakeOne() {
        var middle = Instant.parse("2026-10-10T00:00:00Z");
        var before =
                written(new RoiParameters(1, null, middle, null, null, RoiProfile.MACHINE))
                        .totals();
        var after =
                written(new RoiParameters(1, middle, null, null, null, RoiProfile.MACHINE))
                        .totals();
        var whole = written(ofRun(1, null)).totals();
        assertThat(revenue(before) + revenue(after)).isEqualTo(revenue(whole));
        assertThat(revenue(before)).isPositive().isLessThan(revenue(whole));
        assertThat(before.lastDay()).isBefore("2026-10-10");
        assertThat(after.firstDay()).isAfterOrEqualTo("2026-10-10");
    }

    @Test
    void aReportingCurrencyConvertsEveryLineAtTheRateOfItsDay() {
        stores.postgres.execute(
                "insert into fx_rate select 'JPY', 'EUR', d::date, 0.006, 'ECB' from"
                        + " generate_series(date '2026-10-01', date '2027-01-31', interval '1 day') d"
                        + " union all select 'USD', 'EUR', d::date, 0.9 + extract(day from d) / 1000, 'ECB'"
                        + " from generate_series(date '2026-10-01', date '2027-01-31', interval '1 day') d");
        var plain = written(ofRun(2, null)).totals();
        var converted = written(ofRun(2, "EUR")).totals();
        assertThat(converted.totals())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rows")
                .isEqualTo(plain.totals());
        assertThat(lines())
                .allSatisfy(line -> {
                    var rate = new BigDecimal(line.get("fx_rate"));
                    assertThat(rate.scale()).isEqualTo(10);
                    assertThat(new BigDecimal(line.get("amount_reporting")))
                            .isEqualByComparingTo(
                                    new BigDecimal(line.get("amount_orig"))
                                            .multiply(rate)
                                            .setScale(2, java.math.RoundingMode.HALF_UP));
                });
        assertThat(lines().stream().filter(l -> l.get("currency_orig").equals("USD")))
                .isNotEmpty()
                .allSatisfy(l ->
                        assertThat(new BigDecimal(l.get("fx_rate")))
                                .isEqualByComparingTo(
                                        new BigDecimal("0.9")
                                                .add(
                                                        new BigDecimal(
                                                                        l.get("fx_rate_date")
                                                                                .substring(8))
                                                                .movePointLeft(3))));
    }

    @Test
    void aMissingRateIsRefusedWithTheRemedyAndLeavesNoFile() {
        var outcome = export.write(1, ofRun(2, "CHF"), csv, manifest);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RoiOutcome.Refused.class,
                        refused ->
                                assertThat(refused.problem())
                                        .matches(
                                                "There is no exchange rate from [A-Z]{3} to CHF for"
                                                        + " 2026-\\d\\d-\\d\\d or the week before\\."
                                                        + " Add it .*"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void storesThatDisagreeAreRefusedWithTheDifference() {
        stores.postgres.execute(
                "update recipient set price = price + 1 where run_id = 1 and ordinal = (select min(ordinal) from recipient where run_id = 1 and price is not null)");
        try {
            assertThat(export.write(1, EVERYTHING, csv, manifest))
                    .isInstanceOfSatisfying(
                            RoiOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.problem())
                                            .startsWith(
                                                    "The two stores disagree. EUR cost: the file has "));
            assertThat(folder).isEmptyDirectory();
        } finally {
            stores.postgres.execute(
                    "update recipient set price = price - 1 where price > 1 and run_id = 1");
        }
        written(EVERYTHING);
    }

    @Test
    void anUndrainedOutboxIsRefusedAfterItsPatience() {
        stores.postgres.execute(
                "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm) values ('billed', now(), 1, 1, 1, 1)");
        try {
            assertThat(export.write(1, EVERYTHING, csv, manifest))
                    .isEqualTo(
                            new RoiOutcome.Refused(
                                    "ClickHouse does not have everything yet: 1 events wait in the"
                                            + " outbox. Try again when it has."));
            // Another run's events are none of this one's.
            assertThat(export.write(1, ofRun(2, null), csv, manifest))
                    .isInstanceOf(RoiOutcome.Written.class);
        } finally {
            stores.drain();
        }
    }

    @Test
    void aSpreadsheetGetsItsMarkItsSeparatorsAndTheSameFigures() throws IOException {
        written(EVERYTHING);
        var machine = lines();
        written(profile(RoiProfile.EXCEL_DE));
        var text = Files.readString(csv);
        assertThat(text).startsWith("\uFEFFschema_version;period_start;");
        var german =
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(';')
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(text.substring(1)))
                        .getRecords();
        assertThat(german).hasSameSizeAs(machine);
        for (var i = 0; i < machine.size(); i++) {
            var ours = machine.get(i);
            var theirs = german.get(i);
            assertThat(theirs.get("amount_orig"))
                    .isEqualTo(ours.get("amount_orig").replace('.', ','));
            assertThat(theirs.get("unit_price"))
                    .isEqualTo(ours.get("unit_price").replace('.', ','));
            assertThat(theirs.get("row_hash")).isEqualTo(ours.get("row_hash"));
        }
    }

    @Test
    void aWorkbookHoldsNumbersAsNumbersAndWordsAsWords() throws IOException {
        written(EVERYTHING);
        var machine = lines();
        written(profile(RoiProfile.XLSX));
        try (var workbook = new ReadableWorkbook(Files.newInputStream(csv))) {
            var rows = workbook.getFirstSheet().read();
            assertThat(rows).hasSize(machine.size() + 1);
            var amount = RoiRow.COLUMNS.indexOf("amount_orig");
            var name = RoiRow.COLUMNS.indexOf("campaign_name");
            assertThat(rows.getFirst().getCellText(amount)).isEqualTo("amount_orig");
            for (var i = 0; i < machine.size(); i++) {
                var row = rows.get(i + 1);
                assertThat(row.getCellAsNumber(amount).orElseThrow())
                        .isEqualByComparingTo(machine.get(i).get("amount_orig"));
                // no apostrophe: a workbook computes no text
                assertThat(row.getCellAsString(name).orElseThrow())
                        .isIn("=Autumn, \"sale\"", "Winter");
            }
        }
    }

    private static RoiParameters profile(RoiProfile profile) {
        return new RoiParameters(null, null, null, null, null, profile);
    }

    @Test
    void parametersThatMeanNothingAreRefused() {
        var now = Instant.parse("2026-11-01T00:00:00Z");
        assertThatThrownBy(() -> RoiParameters.between(now, now, null))
                .isInstanceOf(ProblemException.class);
        for (var beyond : List.of(Instant.MIN, Instant.MAX)) {
            assertThatThrownBy(() -> RoiParameters.between(beyond, null, null))
                    .isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> RoiParameters.between(null, beyond, null))
                    .isInstanceOf(ProblemException.class);
        }
        for (var month : List.of(YearMonth.of(1969, 12), YearMonth.of(999_999_999, 1))) {
            assertThatThrownBy(() ->
                            new RoiParameters(null, null, null, month, null, RoiProfile.MACHINE))
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> ofRun(0, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> RoiParameters.between(null, null, "XAU"))
                .isInstanceOf(ProblemException.class);
    }

    private static RoiParameters ofRun(int run, @Nullable String reportingCurrency) {
        return new RoiParameters(run, null, null, null, reportingCurrency, RoiProfile.MACHINE);
    }

    private RoiOutcome.Written written(RoiParameters parameters) {
        var outcome = export.write(1, parameters, csv, manifest);
        assertThat(outcome).isInstanceOf(RoiOutcome.Written.class);
        return (RoiOutcome.Written) outcome;
    }

    private List<CSVRecord> lines() {
        try (var parser =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(Files.newBufferedReader(csv, StandardCharsets.UTF_8))) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BigDecimal sum(int run, int arm, String type, String currency) {
        return lines().stream()
                .filter(l -> l.get("run_id").equals("" + run) && l.get("arm").equals("" + arm))
                .filter(l -> l.get("line_type").equals(type))
                .filter(l -> l.get("currency_orig").equals(currency))
                .map(l -> new BigDecimal(l.get("amount_orig")))
                .reduce(MinorUnit.toMajor(0, currency), BigDecimal::add);
    }

    private static long revenue(ControlTotals totals) {
        return totals.totals().stream()
                .filter(total -> total.type() == LineType.REVENUE)
                .mapToLong(ControlTotals.Total::amountMinor)
                .sum();
    }
}
