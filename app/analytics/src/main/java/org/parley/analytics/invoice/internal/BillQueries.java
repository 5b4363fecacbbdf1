package org.parley.analytics.invoice.internal;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.ARM_STEP;
import static org.parley.sql.postgres.Tables.INVOICE;
import static org.parley.sql.postgres.Tables.INVOICE_BOOKING;
import static org.parley.sql.postgres.Tables.INVOICE_ENTRY;
import static org.parley.sql.postgres.Tables.RUN;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.internal.InvoiceStore.PlaceSum;
import org.parley.core.kernel.SqlFile;

/// What the send ledger has of messages that a provider may invoice.
public final class BillQueries {

    private static final String BILLS = SqlFile.read(BillQueries.class, "bills.sql");
    private static final String MATCHED = SqlFile.read(BillQueries.class, "matched.sql");
    private static final String UNMATCHED_LINES =
            SqlFile.read(BillQueries.class, "unmatched_lines.sql");
    private static final String UNMATCHED_BILLS =
            SqlFile.read(BillQueries.class, "unmatched_bills.sql");
    private static final int FETCH = 1000;

    private final DSLContext postgres;

    public BillQueries(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Which bills an invoice may be of.
    ///
    /// @param from inclusive
    /// @param until exclusive
    /// @param channels empty: all
    public record Scope(
            long invoice, LocalDate from, LocalDate until, ZoneId zone, List<String> channels) {

        public Scope {
            channels = List.copyOf(channels);
        }

        /// Whether a day is in it.
        public boolean holds(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(until);
        }

        /// The whole months that it touches, or that any of these senders is of; those that follow
        /// each other as one. In their order.
        public List<Scope> months(List<Matched> matched) {
            var months = new TreeSet<YearMonth>();
            for (var month = YearMonth.from(from);
                    month.atDay(1).isBefore(until);
                    month = month.plusMonths(1)) {
                months.add(month);
            }
            matched.forEach(each -> months.add(each.sender().month()));
            var spans = new ArrayList<Scope>();
            for (var month : months) {
                var next = month.plusMonths(1).atDay(1);
                var past = spans.isEmpty() ? null : spans.getLast();
                if (past != null && past.until().equals(month.atDay(1))) {
                    spans.set(
                            spans.size() - 1,
                            new Scope(invoice, past.from(), next, zone, channels));
                } else {
                    spans.add(new Scope(invoice, month.atDay(1), next, zone, channels));
                }
            }
            return spans;
        }

        private Instant opens() {
            return from.atStartOfDay(zone).toInstant();
        }

        private Instant closes() {
            return until.atStartOfDay(zone).toInstant();
        }

        private String[] channelArray() {
            return channels.toArray(String[]::new);
        }
    }

    /// Messages billed at one price.
    public record Bills(
            Sender sender,
            BigDecimal price,
            String currency,
            long messages,
            Instant firstAt,
            Instant lastAt) {}

    /// Lines of a usage file of messages of one sender.
    ///
    /// @param notBilled of these lines, those of messages that nothing was accrued for
    /// @param openMessages billed in the invoice's currency, and named by no other that is accepted
    /// @param openPrice of those, in units of the currency
    public record Matched(
            Sender sender,
            long lines,
            long notBilled,
            long quantity,
            BigDecimal amount,
            long openMessages,
            BigDecimal openPrice,
            Instant firstAt,
            Instant lastAt) {}

    /// What invoices settled already.
    public record Settled(Sender sender, long messages, long accruedMinor) {}

    /// Each price of an arm, channel and country in the order of days.
    public List<Bills> bills(Scope scope) {
        return postgres.resultQuery(
                        BILLS,
                        val(scope.opens()),
                        val(scope.closes()),
                        val(scope.zone().getId()),
                        val(scope.channelArray()))
                .fetch(row ->
                        new Bills(
                                sender(row),
                                row.get("price", BigDecimal.class),
                                row.get("currency", String.class),
                                row.get("messages", Long.class),
                                row.get("first_at", Instant.class),
                                row.get("last_at", Instant.class)));
    }

    public List<Matched> matched(Scope scope, String currency) {
        return postgres.resultQuery(
                        MATCHED, val(scope.invoice()), val(scope.zone().getId()), val(currency))
                .fetch(row ->
                        new Matched(
                                sender(row),
                                row.get("lines", Long.class),
                                row.get("not_billed", Long.class),
                                row.get("quantity", Long.class),
                                row.get("amount", BigDecimal.class),
                                row.get("open_messages", Long.class),
                                row.get("open_price", BigDecimal.class),
                                row.get("first_at", Instant.class),
                                row.get("last_at", Instant.class)));
    }

    private static Sender sender(Record row) {
        return new Sender(
                row.get("run_id", Integer.class),
                row.get("arm", Integer.class),
                row.get("account", String.class),
                row.get("channel", String.class),
                row.get("country", String.class),
                row.get("day", LocalDate.class));
    }

    /// On days of the scope, by any invoice of the currency; what was reversed is not settled.
    public List<Settled> settled(Scope scope, String currency) {
        var messages = sum(INVOICE_BOOKING.MESSAGES);
        var accrued = sum(INVOICE_BOOKING.ACCRUED_MINOR);
        var account = coalesce(ARM_STEP.ACCOUNT, inline(""));
        return postgres.select(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        account,
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE_BOOKING.COUNTRY,
                        INVOICE_BOOKING.DAY,
                        messages,
                        accrued)
                .from(INVOICE_BOOKING)
                .join(INVOICE_ENTRY)
                .on(INVOICE_ENTRY.ID.eq(INVOICE_BOOKING.ENTRY_ID))
                .join(INVOICE)
                .on(INVOICE.ID.eq(INVOICE_ENTRY.INVOICE_ID))
                .join(RUN)
                .on(RUN.ID.eq(INVOICE_BOOKING.RUN_ID))
                .leftJoin(ARM_STEP)
                .on(ARM_STEP.CAMPAIGN_ID.eq(RUN.CAMPAIGN_ID))
                .and(ARM_STEP.ARM.eq(INVOICE_BOOKING.ARM))
                .and(ARM_STEP.CHANNEL.eq(INVOICE_BOOKING.CHANNEL))
                .where(INVOICE.CURRENCY.eq(currency))
                .and(INVOICE_BOOKING.DAY.ge(scope.from()))
                .and(INVOICE_BOOKING.DAY.lt(scope.until()))
                .groupBy(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        account,
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE_BOOKING.COUNTRY,
                        INVOICE_BOOKING.DAY)
                .fetch(row ->
                        new Settled(
                                new Sender(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        row.value5(),
                                        row.value6()),
                                row.value7().longValueExact(),
                                row.value8().longValueExact()));
    }

    /// Messages billed in the period that a usage file does not name.
    public long unmatchedBills(Scope scope) {
        return postgres.resultQuery(
                        "select count(*) as bills from ({0}) bill",
                        unmatchedBillsOn(postgres, scope))
                .fetchSingle(row -> row.get("bills", Long.class));
    }

    /// Lines of a usage file whose messages are not known here, by place.
    public List<PlaceSum> unmatchedSums(long invoice) {
        return postgres.resultQuery(
                        """
                        select account, channel, country, category, month, count(*) as lines,
                          sum(quantity)::bigint as quantity, sum(amount) as amount
                        from ({0}) line
                        group by 1, 2, 3, 4, 5
                        """,
                        postgres.resultQuery(UNMATCHED_LINES, val(invoice)))
                .fetch(row ->
                        new PlaceSum(
                                new Place(
                                        row.get("account", String.class),
                                        row.get("channel", String.class),
                                        row.get("country", String.class),
                                        row.get("category", String.class),
                                        YearMonth.from(row.get("month", LocalDate.class))),
                                row.get("lines", Long.class),
                                row.get("quantity", Long.class),
                                row.get("amount", BigDecimal.class)));
    }

    /// One by one: run_id, ordinal, channel, country, price, currency, billed_at,
    /// provider_message_id.
    public void forEachUnmatchedBill(Scope scope, Consumer<Record> each) {
        lazily(postgres -> each(unmatchedBillsOn(postgres, scope), each));
    }

    /// One by one, as `invoice_line` has them.
    public void forEachUnmatchedLine(long invoice, Consumer<Record> each) {
        lazily(postgres -> each(postgres.resultQuery(UNMATCHED_LINES, val(invoice)), each));
    }

    private void lazily(Consumer<DSLContext> reading) {
        // the driver gives rows in parts within a transaction only
        postgres.transaction(tx -> reading.accept(tx.dsl()));
    }

    private static void each(ResultQuery<Record> query, Consumer<Record> each) {
        try (var rows = query.fetchSize(FETCH).fetchLazy()) {
            rows.forEach(each);
        }
    }

    private static ResultQuery<Record> unmatchedBillsOn(DSLContext postgres, Scope scope) {
        return postgres.resultQuery(
                UNMATCHED_BILLS,
                val(scope.opens()),
                val(scope.closes()),
                val(scope.channelArray()),
                val(scope.invoice()));
    }
}
