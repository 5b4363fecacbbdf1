package org.parley.analytics.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.report.Breakdowns;
import org.parley.analytics.report.RunCost.CostBasis;
import org.parley.analytics.report.RunReport;
import org.parley.analytics.report.RunReports;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.analytics.report.internal.RunWordings;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.core.audience.Segments;
import org.parley.core.content.Messages;

/// What invoices make of the books.
class InvoicedMonthsTest extends BookedMonths {

    private final InvoiceDesk desk = new InvoiceDesk(stores, CLOCK, ZONE);

    private static List<CSVRecord> invoiced(List<CSVRecord> lines) {
        return lines.stream().filter(line -> !line.get("invoice_ref").isEmpty()).toList();
    }

    private static BigDecimal sum(List<CSVRecord> lines) {
        return lines.stream()
                .map(line -> new BigDecimal(line.get("amount_orig")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<CSVRecord> costs(List<CSVRecord> lines, String channel) {
        return lines.stream()
                .filter(line -> line.get("line_type").equals("cost"))
                .filter(line -> line.get("channel").equals(channel))
                .toList();
    }

    private Paper viber(String number, String amount) {
        return new Paper(number).line("viber", "", 90, amount);
    }

    @Test
    void aTrueUpOfAnOpenMonthStandsInItWithVendorAndInvoice() {
        var invoice = desk.take(viber("F-1", "4.00"));
        desk.accept(invoice, false);

        var lines = export(OCTOBER, "EUR");

        assertThat(sum(costs(lines, "viber"))).isEqualByComparingTo("4.00");
        assertThat(invoiced(lines))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.get("basis")).isEqualTo("invoice");
                    assertThat(line.get("vendor")).isEqualTo("Viber Ltd");
                    assertThat(line.get("invoice_ref")).isEqualTo("F-1");
                    assertThat(line.get("line_type")).isEqualTo("cost");
                    assertThat(line.get("quantity")).isEqualTo("0");
                    assertThat(line.get("unit_price")).isEmpty();
                    assertThat(line.get("charge_class")).isEmpty();
                });
        assertThat(costs(lines, "email"))
                .allSatisfy(line -> assertThat(line.get("basis")).isEqualTo("accrual"));

        desk.reverse(invoice);
        var undone = export(OCTOBER, "EUR");
        assertThat(sum(invoiced(undone))).isEqualByComparingTo("0");
        assertThat(invoiced(undone))
                .hasSize(2 * invoiced(lines).size())
                .extracting(line -> line.get("basis"))
                .contains("reversal");
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void anInvoiceOfAClosedMonthIsACorrectionInTheFirstOpenOne() throws IOException {
        periods.close(OCTOBER, "EUR", ANN);
        export(OCTOBER, null);
        var bytes = Files.readAllBytes(file());
        var invoice = desk.take(viber("F-1", "4.00"));
        var booked = desk.accept(invoice, false).accepted();

        export(OCTOBER, null);
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
        var corrections = corrections(export(NOVEMBER, null));
        assertThat(corrections)
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.get("orig_period")).isEqualTo("2026-10");
                    assertThat(line.get("basis")).isEqualTo("invoice");
                    assertThat(line.get("invoice_ref")).isEqualTo("F-1");
                    assertThat(line.get("amount_reporting")).isEqualTo(line.get("amount_orig"));
                });
        assertThat(sum(corrections).movePointRight(2).longValueExact())
                .isEqualTo(booked == null ? 0 : booked.trueUpMinor());

        periods.close(NOVEMBER, null, ANN);
        desk.reverse(invoice);
        var back = corrections(export(NOVEMBER.plusMonths(1), null));
        assertThat(back)
                .hasSameSizeAs(corrections)
                .allSatisfy(line -> assertThat(line.get("basis")).isEqualTo("reversal"));
        assertThat(sum(back)).isEqualByComparingTo(sum(corrections).negate());
        assertThat(booked()).isEqualTo(facts());
    }

    @Test
    void aReversalIsConvertedAsWhatItUndoes() {
        stores.postgres.execute(
                "update recipient set billed_at = billed_at + interval '1 day' where run_id = 2 and ordinal % 2 = 0");
        // bills of the day before come after the first acceptance
        stores.postgres.execute(
                "create table late as select run_id, ordinal, price, price_currency, billed_at from recipient"
                        + " where run_id = 2 and ordinal % 2 = 1 and price is not null");
        stores.postgres.execute(
                "update recipient r set price = null, price_currency = null, billed_at = null from late"
                        + " where late.run_id = r.run_id and late.ordinal = r.ordinal");
        var invoice =
                desk.take(
                        new Paper("F-1")
                                .in("JPY")
                                .period("2026-11-01", "2026-11-30")
                                .line("whatsapp", "", 100, "900"));
        desk.accept(invoice, false);
        desk.reverse(invoice);
        stores.postgres.execute(
                "update recipient r set price = late.price, price_currency = late.price_currency, billed_at = late.billed_at"
                        + " from late where late.run_id = r.run_id and late.ordinal = r.ordinal");
        desk.accept(invoice, false);

        assertThat(invoiced(export(NOVEMBER, "EUR")))
                .extracting(line -> line.get("basis"), line -> line.get("fx_rate_date"))
                .containsOnly(tuple("invoice", "2026-11-14"), tuple("reversal", "2026-11-14"));
    }

    @Test
    void aRestatementTakesTheInvoiceIntoItsMonth() {
        periods.close(OCTOBER, "EUR", ANN);
        desk.accept(desk.take(viber("F-1", "4.00")), false);
        var wish = restatements.request(OCTOBER, "The invoice came", ANN);

        approve(wish, BEA);

        assertThat(corrections(export(NOVEMBER, null))).isEmpty();
        assertThat(sum(costs(export(OCTOBER, null), "viber"))).isEqualByComparingTo("4.00");
        assertThat(booked()).isEqualTo(facts());
    }

    /// Six steps, or six for each history of `-Dparley.proof.histories=20`.
    @Test
    void theBooksHoldInWhateverOrderMonthsCloseAndInvoicesCome() {
        for (var seed = 1L; seed <= Integer.getInteger("parley.proof.histories", 1); seed++) {
            var random = new SplittableRandom(seed);
            var invoice = (Invoice) null;
            for (var step = 0; step < 6; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        var paper =
                                new Paper("S" + seed + "-" + step)
                                        .line("viber", "DE", 20, "0." + random.nextInt(10, 99))
                                        .line("email", "", 50, "0.1" + random.nextInt(9));
                        invoice = desk.accept(desk.take(paper), random.nextBoolean());
                    }
                    case 1 -> {
                        var paper =
                                new Paper("Y" + seed + "-" + step)
                                        .in("JPY")
                                        .period("2026-11-01", "2026-11-30")
                                        .line("whatsapp", "", 100, "" + random.nextInt(2_000));
                        desk.accept(desk.take(paper), false);
                    }
                    case 2 -> {
                        if (invoice != null) {
                            desk.reverse(invoice);
                            invoice = null;
                        }
                    }
                    default -> {
                        var closable = periods.list().stream().filter(Period::closable).findFirst();
                        closable.ifPresent(
                                period -> periods.close(period.span().month(), "EUR", ANN));
                    }
                }
                assertThat(booked()).as("seed %d, step %d", seed, step).isEqualTo(facts());
            }
        }
    }

    @Test
    void theReportOfARunTellsTheInvoicedCostAndSaysSo() {
        var reports =
                new RunReports(
                        new RunPlans(stores.postgres),
                        new RunFigures(stores.clickHouse, stores.kept),
                        CLOCK);
        var before = reports.report(1);
        assertThat(before.cost().basis()).isEqualTo(CostBasis.ACCRUED);
        assertThat(before.cost().invoices()).isEmpty();

        var invoice = desk.take(viber("F-1", "4.00"));
        desk.accept(invoice, false);

        var after = reports.report(1);
        assertThat(costMinor(after, 1)).isEqualTo(400);
        assertThat(costMinor(after, 2)).isEqualTo(costMinor(before, 2));
        assertThat(after.cost().basis()).isEqualTo(CostBasis.PARTLY_INVOICED);
        assertThat(after.cost().invoices())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.number()).isEqualTo("F-1");
                    assertThat(each.trueUpMinor()).isEqualTo(400 - costMinor(before, 1));
                });
        desk.accept(desk.take(new Paper("F-2").line("email", "", 60, "1.00")), false);
        assertThat(reports.report(1).cost().basis()).isEqualTo(CostBasis.INVOICED);

        desk.reverse(invoice);
        var undone = reports.report(1);
        assertThat(costMinor(undone, 1)).isEqualTo(costMinor(before, 1));
        assertThat(undone.cost().invoices())
                .extracting(each -> each.number())
                .containsExactly("F-2");
    }

    @Test
    void simulatedRunsBearNothingOnceThereAreLiveOnes() {
        var invoice = desk.take(viber("F-1", "4.00"));
        assertThat(desk.invoices.reconciliation(invoice, false).unbookableMinor()).isZero();

        stores.postgres.execute("update run set sandbox = (id = 1)");
        assertThat(desk.invoices.reconciliation(invoice, false).unbookableMinor()).isEqualTo(400);

        stores.postgres.execute("update run set sandbox = true");
        assertThat(desk.invoices.reconciliation(invoice, false).unbookableMinor()).isZero();
    }

    @Test
    void theRowsOfABreakdownAddUpToTheInvoicedCost() {
        var plans = new RunPlans(stores.postgres);
        var figures = new RunFigures(stores.clickHouse, stores.kept);
        var breakdowns =
                Breakdowns.over(
                        plans,
                        figures,
                        new RunWordings(stores.postgres, stores.kept),
                        new Messages(stores.postgres, CLOCK),
                        new Segments(stores.postgres, stores.clickHouse, CLOCK),
                        CLOCK,
                        ZONE);
        desk.accept(
                desk.take(
                        viber("F-1", "4.01")
                                .line("email", "DE", 10, "0.37")
                                .line("", "", 0, "1.13")),
                false);
        // of messages that nothing was accrued for
        stores.postgres.execute(
                "update recipient set provider_message_id = 'm' || ordinal, country = 'FR'"
                        + " where run_id = 1 and channel = 'viber' and price is null");
        var unbilled = new Paper("F-2");
        stores.postgres
                .fetch(
                        "select provider_message_id from recipient where run_id = 1 and country = 'FR' order by ordinal")
                .forEach(row -> unbilled.message("viber", row.get(0, String.class), "0.07"));
        assertThat(desk.accept(desk.take(unbilled), false).accepted().trueUpMinor()).isPositive();

        var cost = costs(new RunReports(plans, figures, CLOCK).report(1));

        for (var dimension : List.of("arm", "variant", "channel", "country", "hour", "weekday")) {
            assertThat(
                            breakdowns.breakdown(1, dimension, null, List.of()).rows().stream()
                                    .flatMap(row -> row.money().stream())
                                    .mapToLong(RunReport.Money::costMinor)
                                    .sum())
                    .as(dimension)
                    .isEqualTo(cost);
        }
    }

    private static long costs(RunReport report) {
        return report.arms().stream().mapToLong(arm -> costMinor(report, arm.arm())).sum();
    }

    private static long costMinor(RunReport report, int arm) {
        return report.arms().stream()
                .filter(each -> each.arm() == arm)
                .flatMap(each -> each.money().stream())
                .mapToLong(RunReport.Money::costMinor)
                .sum();
    }

    @Test
    void monthsThatWereClosedBeforeThereWereInvoicesKeepTheirColumns() {
        var old = new Cover(Instant.EPOCH, Instant.MAX, PeriodStatus.CLOSED, "2026-10/1", "3");
        assertThat(RoiRow.columns(old))
                .hasSize(RoiRow.COLUMNS.size() - 2)
                .doesNotContain("vendor", "invoice_ref");
        var line = books.periods.open(OCTOBER, "EUR").lines().getFirst();
        assertThat(new RoiRow(old).cells(line)).hasSameSizeAs(RoiRow.columns(old));
    }
}
