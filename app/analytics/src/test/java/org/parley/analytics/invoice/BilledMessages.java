package org.parley.analytics.invoice;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.parley.analytics.world.InvoiceDesk;
import org.parley.analytics.world.InvoiceDesk.Paper;
import org.parley.analytics.world.Stores;
import org.parley.analytics.world.World;

/// Messages of Viber to Germany in two runs, of which each test says which were billed.
abstract class BilledMessages {

    final Stores stores = Stores.holding(World.of(3, 40));
    final InvoiceDesk desk =
            new InvoiceDesk(
                    stores,
                    Clock.fixed(Instant.parse("2026-12-20T12:00:00Z"), ZoneOffset.UTC),
                    ZoneId.of("Europe/Berlin"));

    @BeforeEach
    void nobodyIsBilled() {
        stores.postgres.execute(
                "update recipient set arm = 1, channel = 'viber', country = 'DE', state = 'sent', reason = null,"
                        + " provider_message_id = 'm' || run_id || '-' || ordinal,"
                        + " price = null, price_currency = null, billed_at = null");
    }

    void bill(int run, int ordinal, String day, String price) {
        stores.postgres.execute(
                "update recipient set price = cast(? as numeric), price_currency = 'EUR',"
                        + " billed_at = cast(? as date) + time '12:00' where run_id = ? and ordinal = ?",
                price,
                day,
                run,
                ordinal);
    }

    Reconciliation seen(Paper paper) {
        var invoice = desk.take(paper);
        var reconciliation = desk.invoices.reconciliation(invoice, false);
        ReconciliationTest.assertTies(invoice, reconciliation);
        ReconciliationTest.assertTies(invoice, desk.invoices.reconciliation(invoice, true));
        return reconciliation;
    }

    Invoice invoice(String number) {
        return desk.invoices.page(Long.MAX_VALUE, 10).items().stream()
                .filter(each -> each.head().number().equals(number))
                .findAny()
                .orElseThrow();
    }

    void accept(String number) {
        desk.accept(invoice(number), false);
    }

    /// Of all bills at 0.05 EUR, accrued and trued up.
    long cost() {
        return stores.postgres
                .fetchSingle(
                        "select (select count(*) * 5 from recipient where price is not null)"
                                + " + (select coalesce(sum(true_up_minor), 0) from invoice_booking)")
                .into(Long.class);
    }
}
