package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.Reconciliation.MessageMatch;
import org.parley.analytics.invoice.Reconciliation.Row;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

class ReconciliationTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Stores stores = Stores.holding(World.of(11, 200));
    private final InvoiceDesk desk = new InvoiceDesk(stores, CLOCK, ZoneId.of("Europe/Berlin"));
    private final Invoices invoices = desk.invoices;

    /// Messages of Viber, billed at 0.012345 EUR each.
    private long viber(String country) {
        return stores.postgres
                .fetchSingle(
                        "select count(*) from recipient where run_id = 1 and channel = 'viber' and price is not null"
                                + " and coalesce(country, '') = ?",
                        country)
                .into(Long.class);
    }

    private static String cost(long messages) {
        return new BigDecimal("0.012345").multiply(BigDecimal.valueOf(messages)).toPlainString();
    }

    private Paper whole(String number) {
        return new Paper(number)
                .line("viber", "DE", viber("DE"), cost(viber("DE")))
                .line("viber", "BG", viber("BG"), cost(viber("BG")));
    }

    @Test
    void whatIsInvoicedAsItWasAccruedAgrees() {
        var invoice = desk.take(whole("1").line("viber", "", viber(""), cost(viber(""))));

        var reconciliation = invoices.reconciliation(invoice, false);

        assertThat(reconciliation.rows())
                .hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.status()).isEqualTo(LineStatus.AGREES);
                    assertThat(row.invoicedQuantity())
                            .isEqualTo(row.accruedQuantity())
                            .isPositive();
                    assertThat(row.differenceMinor()).isZero();
                    assertThat(row.month()).isEqualTo(OCTOBER);
                });
        assertThat(reconciliation.unbilledMinor()).isZero();
        assertThat(reconciliation.messages()).isNull();
        assertTies(invoice, reconciliation);
    }

    @Test
    void aDifferenceIsSplitIntoPriceAndQuantity() {
        var german = viber("DE");
        var bulgarian = viber("BG");
        var invoice =
                desk.take(
                        new Paper("1")
                                // ten more, at the price of the card
                                .line("viber", "DE", german + 10, cost(german + 10))
                                // as many, twice as dear
                                .line("viber", "BG", bulgarian, cost(2 * bulgarian))
                                .line("viber", "FR", 3, "0.30"));

        var reconciliation = invoices.reconciliation(invoice, false);

        assertThat(reconciliation.rows())
                .extracting(Row::country, Row::status)
                .containsExactly(
                        tuple("", LineStatus.ONLY_PARLEY),
                        tuple("BG", LineStatus.PRICE_DIFFERS),
                        tuple("DE", LineStatus.QUANTITY_DIFFERS),
                        tuple("FR", LineStatus.ONLY_INVOICE));
        var dearer = reconciliation.rows().get(1);
        assertThat(dearer.quantityDifferenceMinor()).isZero();
        assertThat(dearer.priceDifferenceMinor()).isEqualTo(dearer.differenceMinor()).isPositive();
        var more = reconciliation.rows().get(2);
        // ten times 0.012345
        assertThat(more.quantityDifferenceMinor()).isEqualTo(12);
        assertThat(Math.abs(more.priceDifferenceMinor())).isLessThanOrEqualTo(1);
        var nowhere = reconciliation.rows().get(3);
        assertThat(nowhere.bookable()).as("nobody wrote to France").isFalse();
        assertThat(reconciliation.unbookableMinor()).isEqualTo(30);
        assertTies(invoice, reconciliation);
        assertTies(invoice, invoices.reconciliation(invoice, true));
    }

    @Test
    void aFeeWithoutAPlaceIsBorneByTheMessagesOfTheInvoice() {
        var invoice = desk.take(whole("1").line("", "", 0, "5.00"));

        var reconciliation = invoices.reconciliation(invoice, false);

        assertThat(reconciliation.unbookableMinor()).isZero();
        assertThat(reconciliation.bookings())
                .extracting(booking -> booking.channel(), booking -> booking.country())
                .containsOnly(tuple("viber", "DE"), tuple("viber", "BG"));
        assertThat(reconciliation.rows())
                .as("messages of e-mail and of unknown countries stay accrued")
                .filteredOn(row -> row.status() == LineStatus.ONLY_PARLEY)
                .extracting(Row::channel)
                .contains("viber", "email");
        assertTies(invoice, reconciliation);
    }

    @Test
    void anAccountThatThePlanLeftOpenIsTheOneThatTheInvoiceNames() {
        var german = viber("DE");
        var place = new Place("main", "viber", "DE", "marketing", OCTOBER);
        var invoice = desk.take(new Paper("1").line(place, german, cost(german)));

        assertThat(invoices.reconciliation(invoice, false).rows())
                .filteredOn(row -> row.account().equals("main"))
                .singleElement()
                .extracting(Row::status)
                .isEqualTo(LineStatus.AGREES);
    }

    @Test
    void whatASecondInvoiceIsOfIsLeftForIt() {
        var german = viber("DE");
        var first = desk.take(new Paper("1").line("viber", "DE", 10, cost(10)));
        desk.accept(first, false);
        var second = desk.take(new Paper("2").line("viber", "DE", german - 10, cost(german - 10)));

        var reconciliation = invoices.reconciliation(second, false);

        assertThat(reconciliation.rows().getLast())
                .satisfies(row -> {
                    assertThat(row.settledMessages()).isEqualTo(german);
                    assertThat(row.accruedMinor()).isZero();
                    assertThat(row.status()).isEqualTo(LineStatus.ONLY_INVOICE);
                    assertThat(row.bookable()).isTrue();
                });
        desk.accept(second, false);
        assertThat(costOf("viber", "DE")).isEqualTo(minor(cost(10)) + minor(cost(german - 10)));
    }

    @Test
    void aCreditNoteTakesItsAmountOffTheRunsThatBoreTheInvoice() {
        desk.accept(desk.take(whole("1")), false);
        var before = costOf("viber", "DE");

        var note = desk.take(new Paper("C1").line("viber", "DE", 0, "-0.50"));

        assertThat(invoices.reconciliation(note, false).trueUpMinor()).isEqualTo(-50);
        desk.accept(note, false);
        assertThat(costOf("viber", "DE")).isEqualTo(before - 50);
    }

    @Test
    void messagesOfAUsageFileAreMatchedByTheirNumber() throws IOException {
        stores.postgres.execute(
                "update recipient set provider_message_id = 'm' || run_id || '-' || ordinal where channel is not null");
        var paper = new Paper("1");
        var ids =
                stores.postgres
                        .fetch(
                                "select provider_message_id from recipient where run_id = 1 and channel = 'viber' and price is not null order by ordinal")
                        .getValues(0, String.class);
        ids.stream().skip(3).forEach(id -> paper.message("viber", id, "0.02"));
        paper.message("viber", "of-somebody-else", "0.02");
        var silent =
                stores.postgres
                        .fetchSingle(
                                "select min(provider_message_id) from recipient where run_id = 1 and channel = 'viber' and price is null")
                        .into(String.class);
        paper.message("viber", silent, "0.02");
        var invoice = desk.take(paper);

        var reconciliation = invoices.reconciliation(invoice, false);

        assertThat(reconciliation.messages())
                .isEqualTo(new MessageMatch(ids.size() - 3 + 1, 1, 1, 3));
        assertThat(reconciliation.unbookableMinor()).as("of somebody else").isEqualTo(2);
        assertTies(invoice, reconciliation);
        var out = new ByteArrayOutputStream();
        invoices.writeUnmatched(invoice, out);
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1 + 4);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("only_invoice"))
                .hasSize(1)
                .first()
                .asString()
                .contains("of-somebody-else");
        assertThat(lines.stream().filter(line -> line.startsWith("only_parley")))
                .zipSatisfy(
                        ids.subList(0, 3), (line, id) -> assertThat(line).contains("," + id + ","));
    }

    @Test
    void twoMembersBookWhatBothSawOnce() {
        var invoice = desk.take(whole("1"));
        var seen = invoices.reconciliation(invoice, false).digest();
        refused(
                () -> invoices.accept(invoice.id(), false, seen, InvoiceDesk.ANN),
                "Somebody else has to accept what you imported.");
        var nobody = "An invoice takes two people. Sign in as a member; an API key is nobody.";
        refused(() -> invoices.accept(invoice.id(), false, seen, "key:aaaa"), nobody);
        refused(() -> invoices.add(whole("2").written(), "key:aaaa"), nobody);
        refused(
                () -> invoices.accept(invoice.id(), true, seen, InvoiceDesk.BEA),
                "The reconciliation is another than what you were shown: something came in since. Look at it again, then accept.");
        refused(() -> desk.reverse(invoice), "This invoice is not accepted: nothing to reverse.");

        var accepted = invoices.accept(invoice.id(), false, seen, InvoiceDesk.BEA);

        assertThat(accepted.state()).isEqualTo(InvoiceState.ACCEPTED);
        assertThat(invoices.reconciliation(accepted, false).digest()).isEqualTo(seen);
        refused(
                () -> desk.accept(invoice, false),
                "Invoice 1 is accepted. To accept it anew, reverse that first.");
        refused(
                () -> invoices.reverse(invoice.id(), "Mine", InvoiceDesk.BEA),
                "Somebody else has to reverse what you accepted.");
        var reversed = desk.reverse(invoice);
        assertThat(reversed.state()).isEqualTo(InvoiceState.REVERSED);
        assertThat(reversed.entries())
                .extracting(Invoice.Entry::reason)
                .containsExactly(null, "It was the wrong one");
        assertThat(reversed.entries().stream().mapToLong(Invoice.Entry::trueUpMinor).sum())
                .isZero();
        assertThat(desk.accept(invoice, false).entries()).hasSize(3);
        assertThat(
                        stores.postgres
                                .fetch("select action from audit_entry order by id")
                                .getValues(0, String.class))
                .containsExactly(
                        "invoice.import", "invoice.accept", "invoice.reverse", "invoice.accept");
        assertThatThrownBy(() -> stores.postgres.execute("delete from invoice_booking"))
                .hasMessageContaining("invoice_booking");
    }

    @Test
    void whatTakesTooLongIsGivenUpWithTheRemedy() {
        var invoice = desk.take(whole("1"));
        var hasty = desk.within(Duration.ofMillis(400));
        stores.postgres.transaction(tx -> {
            tx.dsl().execute("lock table recipient in access exclusive mode");
            assertThatThrownBy(() -> hasty.reconciliation(invoice, false))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                    .hasMessageStartingWith("Another invoice is being booked.");
        });
        stores.postgres.execute(
                "create or replace view invoiceable_run as select id, campaign_id, started_at from run where pg_sleep(1) is not null");
        assertThatThrownBy(() -> hasty.reconciliation(invoice, false))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("Comparing this invoice took longer than");
    }

    @Test
    void theRoundingOfWhatNobodyBearsIsNobodysEither() throws IOException {
        var invoice = desk.take(new Paper("1").line("viber", "FR", 1, "0.304").total("0.31"));
        var out = new ByteArrayOutputStream();

        new ReconciliationCsv(invoice.head(), invoices.reconciliation(invoice, false)).write(out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .endsWith(",no,rounding");
    }

    @Test
    void billsInAnotherCurrencyCannotBeCompared() {
        var invoice =
                desk.take(
                        new Paper("1")
                                .period("2026-11-01", "2026-11-30")
                                .line("whatsapp", "", 10, "9.00"));

        assertThat(invoices.reconciliation(invoice, false).foreign())
                .singleElement()
                .satisfies(other -> assertThat(other.currency()).isEqualTo("JPY"));
        assertThatThrownBy(() -> desk.accept(invoice, false))
                .hasMessageEndingWith(
                        "were accrued in JPY, and the invoice is in EUR: nothing can be compared. Ask the vendor for an invoice in JPY.");
    }

    @Test
    void theFileAddsUpToTheInvoice() throws IOException {
        var invoice = desk.take(whole("=1").line("viber", "FR", 1, "0.005"));
        var reconciliation = invoices.reconciliation(invoice, false);
        var out = new ByteArrayOutputStream();

        new ReconciliationCsv(invoice.head(), reconciliation).write(out);

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).isEqualTo(String.join(",", ReconciliationCsv.COLUMNS));
        var accrued = ReconciliationCsv.COLUMNS.indexOf("accrued");
        var difference = ReconciliationCsv.COLUMNS.indexOf("difference");
        assertThat(
                        lines.stream()
                                .skip(1)
                                .map(line -> line.split(",", -1))
                                .map(cells ->
                                        new BigDecimal(cells[accrued])
                                                .add(new BigDecimal(cells[difference])))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(invoice.head().total());
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotStartWith("="));
    }

    /// As the run ledger and the true-ups have it.
    private long costOf(String channel, String country) {
        var accrued = minor(cost(viber(country)));
        var trueUps =
                stores.postgres
                        .fetchSingle(
                                "select coalesce(sum(true_up_minor), 0) from invoice_booking where channel = ? and country = ?",
                                channel,
                                country)
                        .into(Long.class);
        return accrued + trueUps;
    }

    private static long minor(String amount) {
        return new BigDecimal(amount)
                .setScale(2, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    static void assertTies(Invoice invoice, Reconciliation reconciliation) {
        var total = invoice.head().totalMinor();
        var rows = reconciliation.rows();
        assertThat(reconciliation.invoicedMinor()).isEqualTo(total);
        assertThat(
                        rows.stream()
                                        .mapToLong(
                                                row -> row.accruedMinor() + row.differenceMinor())
                                        .sum()
                                + reconciliation.roundingMinor())
                .as("accrued and differences are the invoice")
                .isEqualTo(total);
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.priceDifferenceMinor() + row.quantityDifferenceMinor())
                                .isEqualTo(row.differenceMinor()));
        assertThat(reconciliation.differenceMinor())
                .isEqualTo(total - reconciliation.accruedMinor());
        var stays = reconciliation.releaseUnbilled() ? 0 : reconciliation.unbilledMinor();
        assertThat(reconciliation.trueUpMinor())
                .as("booked is the difference but for what nobody bears and what stays accrued")
                .isEqualTo(
                        reconciliation.differenceMinor()
                                - reconciliation.unbookableMinor()
                                + stays);
        assertThat(
                        reconciliation.bookings().stream()
                                .mapToLong(Reconciliation.Booking::invoicedMinor)
                                .sum())
                .isEqualTo(total - reconciliation.unbookableMinor());
    }

    private static void refused(ThrowingCallable deed, String detail) {
        assertThatThrownBy(deed).isInstanceOf(ProblemException.class).hasMessage(detail);
    }
}
