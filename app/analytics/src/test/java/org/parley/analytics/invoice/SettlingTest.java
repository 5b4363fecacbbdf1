package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.Reconciliation.Booking;
import org.parley.analytics.invoice.Reconciliation.Row;
import org.parley.analytics.world.InvoiceDesk.Paper;

/// What is accrued for a message is settled once, by the invoice that is of it, whatever periods
/// invoices have.
class SettlingTest extends BilledMessages {

    @Test
    void aMessageThatIsBilledAfterItsUsageFileIsNotSettledAgainByTheNextMonth() {
        bill(1, 1, "2026-10-31", "0.05");
        bill(1, 2, "2026-11-01", "0.05");
        bill(1, 3, "2026-11-01", "0.05");
        var october =
                seen(
                        new Paper("1")
                                .message("viber", "m1-1", "0.05")
                                .message("viber", "m1-2", "0.05"));
        assertThat(october.unbilledMinor()).as("the third is November's").isZero();
        assertThat(october.trueUpMinor()).isZero();
        accept("1");

        var november =
                seen(
                        new Paper("2")
                                .period("2026-11-01", "2026-11-30")
                                .line("viber", "DE", 1, "0.05"));

        assertThat(november.rows())
                .extracting(Row::status, Row::accruedQuantity, Row::settledMessages)
                .containsExactly(tuple(LineStatus.AGREES, 1L, 1L));
        assertThat(november.trueUpMinor()).isZero();
    }

    @Test
    void ofPeriodsThatOverlapInPartEachSettlesWhatTheOtherLeft() {
        bill(1, 1, "2026-10-10", "0.05");
        bill(1, 2, "2026-10-15", "0.05");
        bill(1, 3, "2026-10-20", "0.05");
        bill(1, 4, "2026-10-20", "0.05");
        seen(new Paper("1").period("2026-10-01", "2026-10-15").line("viber", "DE", 2, "0.10"));
        accept("1");

        var second =
                seen(
                        new Paper("2")
                                .period("2026-10-15", "2026-10-31")
                                .line("viber", "DE", 2, "0.10"));

        assertThat(second.rows())
                .extracting(Row::status, Row::accruedQuantity, Row::settledMessages)
                .containsExactly(tuple(LineStatus.AGREES, 2L, 1L));
    }

    @Test
    void aUsageFileMayNameMessagesOfMonthsFarApart() {
        bill(1, 1, "2026-03-10", "0.05");
        bill(1, 2, "2026-10-10", "0.05");
        bill(2, 1, "2026-06-10", "0.05");

        var reconciliation =
                seen(
                        new Paper("1")
                                .message("viber", "m1-1", "0.05")
                                .message("viber", "m1-2", "0.05"));

        assertThat(reconciliation.bookings())
                .extracting(Booking::day, Booking::messages, Booking::trueUpMinor)
                .containsExactly(
                        tuple(LocalDate.of(2026, 3, 10), 1L, 0L),
                        tuple(LocalDate.of(2026, 10, 10), 1L, 0L));
    }

    @Test
    void anAcceptanceThatALaterOneRestsOnIsReversedAfterIt() {
        for (var ordinal = 1; ordinal <= 20; ordinal++) {
            bill(1, ordinal, "2026-10-10", "0.05");
        }
        seen(new Paper("A").line("viber", "DE", 20, "1.00"));
        accept("A");
        seen(new Paper("B").line("viber", "DE", 20, "1.00"));
        accept("B");
        assertThat(cost()).isEqualTo(200);

        assertThatThrownBy(() -> desk.reverse(invoice("A")))
                .hasMessage(
                        "Invoice B of Viber Ltd was accepted since, over messages that this one settled. Reverse that first, then this, and accept B anew.");

        assertThat(cost()).isEqualTo(200);
        desk.reverse(invoice("B"));
        desk.reverse(invoice("A"));
        accept("B");
        assertThat(cost()).isEqualTo(100);
        accept("A");
        desk.reverse(invoice("A"));
        assertThat(cost()).isEqualTo(100);
    }

    @Test
    void daysOfAMonthAreRoundedSoThatTheyAreTheMonthOfTheBooks() {
        for (var day = 1; day <= 30; day++) {
            bill(1, day, LocalDate.of(2026, 10, day).toString(), "0.004");
        }
        assertThat(seen(new Paper("1").line("viber", "DE", 30, "0.12")).rows())
                .extracting(Row::status, Row::accruedMinor)
                .containsExactly(tuple(LineStatus.AGREES, 12L));

        var half =
                seen(
                        new Paper("2")
                                .period("2026-10-01", "2026-10-16")
                                .line("viber", "DE", 16, "0.06"));
        var rest =
                seen(
                        new Paper("3")
                                .period("2026-10-17", "2026-10-31")
                                .line("viber", "DE", 14, "0.06"));

        assertThat(half.accruedMinor()).isEqualTo(6);
        assertThat(rest.accruedMinor()).isEqualTo(6);
    }

    @Test
    void aUsageFileSettlesTheMessagesThatItNamesAndNoOthers() {
        for (var run = 1; run <= 2; run++) {
            for (var ordinal = 1; ordinal <= 3; ordinal++) {
                bill(run, ordinal, "2026-10-08", "0.05");
            }
        }
        var first =
                new Paper("1")
                        .message("viber", "m1-1", "0.06")
                        .message("viber", "m1-2", "0.06")
                        // of the connection: no message
                        .line("", "", 0, "1.00");

        var reconciliation = seen(first);

        assertThat(reconciliation.unbilledMinor()).isEqualTo(20);
        assertThat(reconciliation.bookings())
                .extracting(
                        Booking::run,
                        Booking::messages,
                        Booking::accruedMinor,
                        Booking::invoicedMinor)
                .containsExactly(tuple(1, 2L, 10L, 112L));
        assertThat(
                        desk.invoices
                                .reconciliation(
                                        desk.invoices.page(Long.MAX_VALUE, 1).items().getFirst(),
                                        true)
                                .bookings())
                .extracting(Booking::run, Booking::messages, Booking::accruedMinor)
                .containsExactly(tuple(1, 3L, 15L), tuple(2, 3L, 15L));
        accept("1");
        var rest = new Paper("2").message("viber", "m1-3", "0.05");
        for (var ordinal = 1; ordinal <= 3; ordinal++) {
            rest.message("viber", "m2-" + ordinal, "0.05");
        }
        assertThat(seen(rest).rows())
                .extracting(Row::status, Row::accruedQuantity, Row::settledMessages)
                .containsExactly(tuple(LineStatus.AGREES, 4L, 2L));
    }

    @Test
    void aMessageThatIsNamedOnceMoreSettlesNoOther() {
        bill(1, 1, "2026-10-08", "0.05");
        bill(1, 2, "2026-10-08", "0.05");
        seen(new Paper("1").message("viber", "m1-1", "0.05"));
        accept("1");

        var credit = seen(new Paper("2").message("viber", "m1-1", "-0.01"));

        assertThat(credit.unbilledMinor()).isEqualTo(5);
        assertThat(credit.bookings())
                .extracting(Booking::messages, Booking::accruedMinor, Booking::invoicedMinor)
                .containsExactly(tuple(0L, 0L, -1L));
    }

    @Test
    void creditsOfAUsageFileGoToTheRunsOfTheirMessages() {
        bill(1, 1, "2026-10-08", "0.05");
        bill(2, 1, "2026-10-09", "0.05");

        var reconciliation =
                seen(new Paper("1").message("viber", "m1-1", "10").message("viber", "m2-1", "-2"));

        assertThat(reconciliation.bookings())
                .extracting(Booking::run, Booking::invoicedMinor)
                .containsExactly(tuple(1, 1_000L), tuple(2, -200L));
    }

    @Test
    void whatAnotherToolSentIsNoLiveRun() {
        bill(1, 1, "2026-10-08", "0.05");
        bill(2, 1, "2026-10-08", "0.05");
        stores.postgres.execute(
                "update run set source = 'mailchimp', source_campaign = 'm1' where id = 1");
        stores.postgres.execute("update run set sandbox = true where id = 2");

        var reconciliation = seen(new Paper("1").line("viber", "DE", 1, "0.05"));

        assertThat(reconciliation.bookings()).extracting(Booking::run).containsExactly(2);
        assertThat(reconciliation.rows())
                .extracting(Row::status)
                .containsExactly(LineStatus.AGREES);
    }
}
