package org.parley.analytics.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.Reconciliation.Booking;
import org.parley.analytics.invoice.Reconciliation.Row;
import org.parley.analytics.world.InvoiceDesk.Paper;

/// Rows that are of no messages, or take some back, settle nothing; who bears them.
class FeesAndCreditsTest extends BilledMessages {

    private static Place of(String account, String category) {
        return new Place(account, "viber", "DE", category, YearMonth.of(2026, 10));
    }

    private void twentyAreBilled() {
        for (var ordinal = 1; ordinal <= 20; ordinal++) {
            bill(1, ordinal, "2026-10-10", "0.05");
        }
    }

    @Test
    void aCreditThatComesBeforeItsInvoiceLeavesTheAccrualForIt() {
        twentyAreBilled();

        var credit = seen(new Paper("C").line("viber", "DE", 0, "-0.50"));

        assertThat(credit.rows())
                .extracting(Row::status, Row::accruedMinor, Row::invoicedMinor)
                .containsExactly(
                        tuple(LineStatus.ONLY_INVOICE, 0L, -50L),
                        tuple(LineStatus.ONLY_PARLEY, 100L, 0L));
        assertThat(credit.unbilledMinor()).isEqualTo(100);
        assertThat(credit.bookings())
                .extracting(Booking::messages, Booking::accruedMinor, Booking::invoicedMinor)
                .containsExactly(tuple(0L, 0L, -50L));
        accept("C");
        assertThat(cost()).isEqualTo(50);
        assertThat(seen(new Paper("I").line("viber", "DE", 20, "1.00")).rows())
                .extracting(Row::status)
                .containsExactly(LineStatus.AGREES);
        accept("I");
        assertThat(cost()).isEqualTo(50);
        desk.reverse(invoice("C"));
        assertThat(cost()).as("a credit settles nothing that a later one rests on").isEqualTo(100);
    }

    @Test
    void aCreditOfMessagesSettlesNoneWhicheverWayItIsWritten() {
        twentyAreBilled();
        for (var credit :
                new Paper[] {
                    new Paper("1").line("viber", "DE", -20, "-1.00"),
                    new Paper("2").line("viber", "DE", 20, "-1.00"),
                    new Paper("3").message("viber", "m1-1", "-0.05")
                }) {
            assertThat(seen(credit).unbilledMinor()).isEqualTo(100);
        }
        accept("3");

        assertThat(seen(new Paper("4").message("viber", "m1-1", "0.05")).rows())
                .extracting(Row::status, Row::accruedQuantity)
                .as("who credited it did not charge it")
                .contains(tuple(LineStatus.AGREES, 1L));
    }

    @Test
    void aFeeBesideAnInvoiceOfMessagesLeavesThoseThatItIsNotOf() {
        twentyAreBilled();
        bill(2, 1, "2026-10-10", "0.05");
        stores.postgres.execute("update recipient set country = 'BG' where run_id = 2");

        var reconciliation =
                seen(
                        new Paper("1")
                                .line("viber", "DE", 20, "1.00")
                                .line("viber", "", 0, "0.30")
                                .line("viber", "DE", 0, "0.10"));

        assertThat(reconciliation.unbilledMinor()).as("Bulgaria's").isEqualTo(5);
        assertThat(reconciliation.bookings())
                .extracting(Booking::run, Booking::messages, Booking::invoicedMinor)
                .containsExactly(tuple(1, 20L, 140L));
    }

    @Test
    void aFeeOfAnAccountIsNoBurdenOfAnother() {
        bill(1, 1, "2026-10-10", "0.05");
        bill(2, 1, "2026-10-10", "0.05");
        bill(2, 2, "2026-10-10", "0.05");
        stores.postgres.execute(
                "update campaign_arm set account = 'account ' || campaign_id, channel = 'viber' where arm = 1");

        var one =
                seen(
                        new Paper("1")
                                .line(of("account 1", "marketing"), 1, "0.05")
                                .line(of("account 1", "fee"), 1, "3.00"));
        assertThat(one.bookings())
                .extracting(Booking::run, Booking::accruedMinor, Booking::invoicedMinor)
                .containsExactly(tuple(1, 5L, 305L));

        var feeOfTheOther =
                seen(
                        new Paper("2")
                                .line(of("account 1", ""), 1, "0.05")
                                .line(of("account 2", "fee"), 1, "3.00"));
        assertThat(feeOfTheOther.bookings())
                .extracting(Booking::run, Booking::accruedMinor, Booking::invoicedMinor)
                .as("its own messages bear it, invoiced or not")
                .containsExactly(tuple(1, 5L, 5L), tuple(2, 0L, 300L));

        var ofAll =
                seen(
                        new Paper("3")
                                .line(of("account 1", ""), 1, "0.05")
                                .line(of("", "fee"), 1, "3.00"));
        assertThat(ofAll.bookings())
                .extracting(Booking::run, Booking::invoicedMinor)
                .as("those on the invoice bear what is of no account")
                .containsExactly(tuple(1, 305L));

        var ofNobody = seen(new Paper("4").line(of("account 3", "fee"), 1, "3.00"));
        assertThat(ofNobody.unbookableMinor()).isEqualTo(300);
    }

    @Test
    void whatRoundingLeavesOfACreditIsItsRunsToo() {
        twentyAreBilled();

        var credit = seen(new Paper("C").line("viber", "DE", 0, "-0.504").total("-0.51"));

        assertThat(credit.roundingMinor()).isEqualTo(-1);
        assertThat(credit.unbookableMinor()).isZero();
    }
}
