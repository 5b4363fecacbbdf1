package org.parley.analytics.world;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.InvoiceLine;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.Invoices;
import org.parley.analytics.invoice.NewInvoice;
import org.parley.core.audit.AuditLog;
import org.parley.core.audit.internal.AuditStore;
import tools.jackson.databind.json.JsonMapper;

/// Where invoices of a world come in and are accepted: by Ann, and by Bea.
public final class InvoiceDesk {

    public static final String ANN = "ann@parley.example";
    public static final String BEA = "bea@parley.example";

    public final Invoices invoices;
    private final Stores stores;
    private final Clock clock;
    private final ZoneId zone;

    public InvoiceDesk(Stores stores, Clock clock, ZoneId zone) {
        // providers invoice live runs
        stores.postgres.execute("update run set sandbox = false");
        stores.postgres.execute(
                "insert into invoice_mapping (mapping, created_by, created_at) values ('{}', ?, now())",
                ANN);
        this.stores = stores;
        this.clock = clock;
        this.zone = zone;
        invoices = within(Duration.ofSeconds(30));
    }

    /// With the patience of somebody else.
    public Invoices within(Duration limit) {
        var json = JsonMapper.builder().build();
        return new Invoices(
                stores.postgres,
                new AuditLog(new AuditStore(stores.postgres, json, clock)),
                json,
                clock,
                zone,
                limit);
    }

    /// An invoice that is being written, of months of Viber, in euros, by whole lines.
    public static final class Paper {
        private final String number;
        private LocalDate from = LocalDate.of(2026, 10, 1);
        private LocalDate to = LocalDate.of(2026, 10, 31);
        private String currency = "EUR";
        private boolean perMessage;
        private @Nullable BigDecimal total;
        private final List<InvoiceLine> lines = new ArrayList<>();

        public Paper(String number) {
            this.number = number;
        }

        public Paper period(String first, String last) {
            from = LocalDate.parse(first);
            to = LocalDate.parse(last);
            return this;
        }

        public Paper in(String other) {
            currency = other;
            return this;
        }

        public Paper total(String stated) {
            total = new BigDecimal(stated);
            return this;
        }

        public Paper line(String channel, String country, long quantity, String amount) {
            return line(new Place("", channel, country, "", YearMonth.from(to)), quantity, amount);
        }

        public Paper line(Place place, long quantity, String amount) {
            return line(place, null, quantity, null, new BigDecimal(amount));
        }

        /// Of a month of its own, with its price.
        public Paper line(
                Place place,
                @Nullable String message,
                long quantity,
                @Nullable BigDecimal price,
                BigDecimal amount) {
            lines.add(
                    new InvoiceLine(
                            lines.size() + 2L, place, message, quantity, price, amount, null));
            return this;
        }

        public Paper message(String channel, String id, String amount) {
            perMessage = true;
            return line(
                    new Place("", channel, "", "", YearMonth.from(to)),
                    id,
                    1,
                    null,
                    new BigDecimal(amount));
        }

        /// As it comes in. Its total is the sum of its lines unless stated.
        public NewInvoice written() {
            var sum =
                    lines.stream()
                            .map(InvoiceLine::amount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            var digits = Currency.getInstance(currency).getDefaultFractionDigits();
            var whole = total == null ? sum.setScale(digits, RoundingMode.HALF_UP) : total;
            Consumer<Consumer<InvoiceLine>> all = lines::forEach;
            return new NewInvoice(
                    new InvoiceHead(
                            "Viber Ltd", number, currency, from, to, whole, BigDecimal.ZERO),
                    perMessage,
                    1,
                    BigDecimal.ONE.movePointLeft(digits),
                    number + ".csv",
                    all::accept);
        }
    }

    /// Ann imports it.
    public Invoice take(Paper paper) {
        return invoices.add(paper.written(), ANN).invoice();
    }

    /// Bea accepts what she sees.
    public Invoice accept(Invoice invoice, boolean releaseUnbilled) {
        var seen = invoices.reconciliation(invoices.get(invoice.id()), releaseUnbilled);
        return invoices.accept(invoice.id(), releaseUnbilled, seen.digest(), BEA);
    }

    /// Ann takes back what Bea accepted.
    public Invoice reverse(Invoice invoice) {
        return invoices.reverse(invoice.id(), "It was the wrong one", ANN);
    }
}
