package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.sql.postgres.Tables.INVOICE_LINE;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Which invoices are taken at all.
class TakenInvoicesTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Stores stores = Stores.holding(World.of(11, 20));
    private final InvoiceDesk desk = new InvoiceDesk(stores, CLOCK, ZoneId.of("Europe/Berlin"));
    private final Invoices invoices = desk.invoices;

    private static Paper twoLines(String number) {
        return new Paper(number).line("viber", "DE", 10, "0.12").line("viber", "BG", 20, "0.25");
    }

    @Test
    void aNumberIsOneInvoice() {
        var first = invoices.add(twoLines("1").written(), InvoiceDesk.ANN);
        assertThat(first.fresh()).isTrue();

        var again = invoices.add(twoLines("1").written(), InvoiceDesk.BEA);

        assertThat(again.fresh()).isFalse();
        assertThat(again.invoice()).isEqualTo(first.invoice());
        assertThatThrownBy(() -> desk.take(twoLines("1").line("viber", "FR", 1, "1.00")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
                            assertThat(problem)
                                    .hasMessageStartingWith(
                                            "Invoice 1 of Viber Ltd was imported on");
                        });
        assertThat(stores.postgres.fetchCount(INVOICE_LINE)).isEqualTo(2);
    }

    @Test
    void aNumberIsOneHoweverItIsSpelt() {
        var first = desk.take(twoLines("F-1  17"));

        var again = invoices.add(twoLines(" f-1\u00a017").written(), InvoiceDesk.ANN);

        assertThat(first.head().number()).isEqualTo("F-1 17");
        assertThat(again.fresh()).isFalse();
        assertThat(again.invoice()).isEqualTo(first);
        assertThatThrownBy(() -> desk.take(new Paper("f-1 17").line("viber", "DE", 1, "1.00")))
                .hasMessageStartingWith("Invoice F-1 17 of Viber Ltd was imported on");
    }

    @Test
    void whatSaysTheSameUnderAnotherNumberIsToldBesideIt() {
        var first = desk.take(twoLines("1"));
        desk.take(new Paper("2").line("viber", "DE", 1, "0.10"));
        var twin = desk.take(twoLines("3"));

        assertThat(invoices.alike(twin)).containsExactly(first);
        assertThat(invoices.alike(first)).containsExactly(twin);
        invoices.withdraw(twin.id(), "It came twice", InvoiceDesk.ANN);
        assertThat(invoices.alike(first)).isEmpty();
    }

    @Test
    void anImportThatNobodyAcceptedIsWithdrawnAndItsNumberIsFreeAgain() {
        var wrong = desk.take(twoLines("1"));
        refused(
                () -> invoices.withdraw(wrong.id(), "Wrong file", "key:aaaa"),
                "An invoice takes two people. Sign in as a member; an API key is nobody.");
        refused(
                () -> invoices.withdraw(wrong.id(), "a\u0000", InvoiceDesk.ANN),
                "Holds what is no character");

        var withdrawn = invoices.withdraw(wrong.id(), "Wrong file", InvoiceDesk.ANN);

        assertThat(withdrawn.state()).isEqualTo(InvoiceState.WITHDRAWN);
        assertThat(withdrawn.withdrawn())
                .isEqualTo(new Invoice.Withdrawal(InvoiceDesk.ANN, CLOCK.instant(), "Wrong file"));
        refused(() -> desk.accept(withdrawn, false), "This invoice was withdrawn. Import it anew.");
        refused(
                () -> invoices.withdraw(wrong.id(), "Again", InvoiceDesk.ANN),
                "This invoice was withdrawn already.");
        assertThatThrownBy(() -> stores.postgres.execute("update invoice set withdrawal = 'x'"))
                .hasMessageContaining("invoice is append-only");
        var right = desk.take(new Paper("1").line("viber", "DE", 1, "1.00"));
        assertThat(right.id()).isNotEqualTo(wrong.id());
        assertThatThrownBy(() -> stores.postgres.execute("update invoice set lines = 9"))
                .hasMessageContaining("invoice is append-only");
        assertThat(invoices.page(Long.MAX_VALUE, 10).items())
                .extracting(Invoice::state)
                .containsExactly(InvoiceState.IMPORTED, InvoiceState.WITHDRAWN);
        assertThat(
                        stores.postgres
                                .fetch("select action from audit_entry order by id")
                                .getValues(0, String.class))
                .containsExactly("invoice.import", "invoice.withdraw", "invoice.import");
        desk.accept(right, false);
        desk.reverse(right);
        refused(
                () -> invoices.withdraw(right.id(), "Too late", InvoiceDesk.ANN),
                "This invoice was accepted: what was booked stays with its number. Reverse the acceptance; a correction is a credit note or an invoice with a number of its own.");
    }

    @Test
    void wordsThatNoDatabaseKeepsAreRefused() {
        refused(() -> desk.take(twoLines("1\u0000")), "Holds what is no character");
        refused(() -> desk.take(twoLines("1\ud800")), "Holds what is no character");
    }

    @Test
    void anInvoiceThatDoesNotAddUpIsNone() {
        refused(
                () -> desk.take(new Paper("1").line("viber", "DE", 1, "1.00").total("1.02")),
                "The lines add up to 1.00 EUR, and the invoice's total is 1.02. Nothing was imported: send all lines, give the total before tax, or state a larger rounding in the mapping (now 0.01).");
        var place = new Place("", "viber", "DE", "", OCTOBER);
        refused(
                () ->
                        desk.take(
                                new Paper("1")
                                        .line(
                                                place,
                                                null,
                                                120,
                                                new BigDecimal("0.0085"),
                                                new BigDecimal("1.20"))),
                "Line 2: 120 times 0.0085 is 1.02, and the line says 1.20. Correct the line, or state a larger rounding in the mapping (now 0.01).");
        refused(
                () -> desk.take(new Paper("1").line("viber", "DE", 1_000_000_001, "1.00")),
                "Line 2: 1000000001 messages are none of an invoice, at most 1,000,000,000 a line. Say in the mapping which column counts them.");
        refused(
                () ->
                        desk.take(
                                new Paper("1")
                                        .line(
                                                place,
                                                null,
                                                0,
                                                new BigDecimal("1000000.01"),
                                                BigDecimal.ZERO)),
                "Line 2: a price of 1000000.01 is none of a message, at most 1,000,000. Say in the mapping which column has it and how numbers are written.");
        var rows = new Paper("1");
        for (var row = 1; row <= 2_001; row++) {
            rows.line(new Place("SM" + row, "viber", "DE", "", OCTOBER), 1, "0.01");
        }
        refused(
                () -> desk.take(rows),
                "Line 2002: more than 2,000 places (account, channel, country, category, month) by here, the account being SM2001. An invoice has a few: is the column of the account no account? Correct the mapping.");
        refused(
                () -> desk.take(new Paper("1").total("0.00")),
                "The file has a header and no line. Send the lines of the invoice.");
        assertThat(invoices.page(Long.MAX_VALUE, 10).items()).isEmpty();
    }

    private static void refused(ThrowingCallable deed, String detail) {
        assertThatThrownBy(deed).isInstanceOf(ProblemException.class).hasMessage(detail);
    }
}
