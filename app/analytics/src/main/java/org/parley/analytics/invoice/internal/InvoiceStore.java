package org.parley.analytics.invoice.internal;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.parley.sql.postgres.Tables.CAMPAIGN;
import static org.parley.sql.postgres.Tables.INVOICE;
import static org.parley.sql.postgres.Tables.INVOICE_BOOKING;
import static org.parley.sql.postgres.Tables.INVOICE_ENTRY;
import static org.parley.sql.postgres.Tables.INVOICE_LINE;
import static org.parley.sql.postgres.Tables.RUN;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.Invoice;
import org.parley.analytics.invoice.Invoice.Entry;
import org.parley.analytics.invoice.Invoice.Withdrawal;
import org.parley.analytics.invoice.InvoiceHead;
import org.parley.analytics.invoice.InvoiceLine;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.sql.postgres.tables.records.InvoiceRecord;

/// Invoices and their lines. Rows are only ever added, and an invoice withdrawn once, which the
/// database sees to.
public final class InvoiceStore {

    private final DSLContext postgres;

    public InvoiceStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Lines of one place.
    public record PlaceSum(Place place, long lines, long quantity, BigDecimal amount) {}

    public Optional<Invoice> find(long id) {
        return fetch(INVOICE.ID.eq(id), 1).stream().findAny();
    }

    /// Whatever the case; none that was withdrawn.
    public Optional<Invoice> find(String vendor, String number) {
        return fetch(
                        lower(INVOICE.VENDOR)
                                .eq(lower(val(vendor)))
                                .and(lower(INVOICE.NUMBER).eq(lower(val(number))))
                                .and(INVOICE.WITHDRAWN_AT.isNull()),
                        1)
                .stream()
                .findAny();
    }

    /// Others that were not withdrawn and whose lines say the same.
    public List<Invoice> alike(Invoice invoice, int most) {
        return fetch(
                        INVOICE.LINES_SHA256
                                .eq(invoice.linesSha256())
                                .and(INVOICE.ID.ne(invoice.id()))
                                .and(INVOICE.WITHDRAWN_AT.isNull()),
                        most)
                .reversed();
    }

    /// The latest first.
    ///
    /// @param before only those with a smaller id
    public List<Invoice> before(long before, int limit) {
        return fetch(INVOICE.ID.lt(before), limit);
    }

    private List<Invoice> fetch(Condition which, int limit) {
        var rows =
                postgres.selectFrom(INVOICE)
                        .where(which)
                        .orderBy(INVOICE.ID.desc())
                        .limit(limit)
                        .fetch();
        var entries = entries(rows.getValues(INVOICE.ID));
        return rows.map(row -> invoice(row, entries.getOrDefault(row.getId(), List.of())));
    }

    private Map<Long, List<Entry>> entries(Collection<Long> invoices) {
        return postgres.select(
                        INVOICE_ENTRY.INVOICE_ID,
                        INVOICE_ENTRY.ID,
                        INVOICE_ENTRY.REVERSES,
                        DSL.field(
                                DSL.select(
                                                coalesce(
                                                        sum(INVOICE_BOOKING.TRUE_UP_MINOR),
                                                        inline(BigDecimal.ZERO)))
                                        .from(INVOICE_BOOKING)
                                        .where(INVOICE_BOOKING.ENTRY_ID.eq(INVOICE_ENTRY.ID))),
                        INVOICE_ENTRY.RELEASE_UNBILLED,
                        INVOICE_ENTRY.REASON,
                        INVOICE_ENTRY.BOOKED_BY,
                        INVOICE_ENTRY.BOOKED_AT)
                .from(INVOICE_ENTRY)
                .where(INVOICE_ENTRY.INVOICE_ID.in(invoices))
                .orderBy(INVOICE_ENTRY.ID)
                .fetchGroups(
                        row -> row.value1(),
                        row ->
                                new Entry(
                                        row.value2(),
                                        row.value3(),
                                        row.value4().longValueExact(),
                                        row.value5(),
                                        row.value6(),
                                        row.value7(),
                                        row.value8()));
    }

    private static Invoice invoice(InvoiceRecord row, List<Entry> entries) {
        return new Invoice(
                row.getId(),
                new InvoiceHead(
                        row.getVendor(),
                        row.getNumber(),
                        row.getCurrency(),
                        row.getPeriodFrom(),
                        row.getPeriodTo(),
                        MinorUnit.toMajor(row.getTotalMinor(), row.getCurrency()),
                        MinorUnit.toMajor(row.getTaxMinor(), row.getCurrency())),
                row.getLines(),
                row.getPerMessage(),
                row.getMappingId(),
                row.getFileName(),
                row.getSha256(),
                row.getLinesSha256(),
                row.getImportedBy(),
                row.getImportedAt(),
                withdrawal(row),
                entries);
    }

    private static @Nullable Withdrawal withdrawal(InvoiceRecord row) {
        var by = row.getWithdrawnBy();
        var at = row.getWithdrawnAt();
        var reason = row.getWithdrawal();
        return by == null || at == null || reason == null ? null : new Withdrawal(by, at, reason);
    }

    /// Without lines.
    ///
    /// @return empty where the vendor has one of this number already
    public Optional<Long> add(Invoice invoice, long totalMinor, long taxMinor) {
        var head = invoice.head();
        return postgres.insertInto(INVOICE)
                .set(INVOICE.VENDOR, head.vendor())
                .set(INVOICE.NUMBER, head.number())
                .set(INVOICE.CURRENCY, head.currency())
                .set(INVOICE.PERIOD_FROM, head.from())
                .set(INVOICE.PERIOD_TO, head.to())
                .set(INVOICE.TOTAL_MINOR, totalMinor)
                .set(INVOICE.TAX_MINOR, taxMinor)
                .set(INVOICE.LINES, invoice.lines())
                .set(INVOICE.PER_MESSAGE, invoice.perMessage())
                .set(INVOICE.MAPPING_ID, invoice.mapping())
                .set(INVOICE.FILE_NAME, invoice.fileName())
                .set(INVOICE.SHA256, invoice.sha256())
                .set(INVOICE.LINES_SHA256, invoice.linesSha256())
                .set(INVOICE.IMPORTED_BY, invoice.importedBy())
                .set(INVOICE.IMPORTED_AT, invoice.importedAt())
                .onConflictDoNothing()
                .returningResult(INVOICE.ID)
                .fetchOptional(row -> row.value1());
    }

    public void withdraw(long invoice, Withdrawal withdrawal) {
        postgres.update(INVOICE)
                .set(INVOICE.WITHDRAWN_BY, withdrawal.by())
                .set(INVOICE.WITHDRAWN_AT, withdrawal.at())
                .set(INVOICE.WITHDRAWAL, withdrawal.reason())
                .where(INVOICE.ID.eq(invoice))
                .execute();
    }

    /// A block of lines in one statement.
    public void add(long invoice, List<InvoiceLine> lines) {
        var size = lines.size();
        var numbers = new Long[size];
        var months = new LocalDate[size];
        var accounts = new String[size];
        var channels = new String[size];
        var countries = new String[size];
        var categories = new String[size];
        var messages = new @Nullable String[size];
        var quantities = new Long[size];
        var prices = new @Nullable BigDecimal[size];
        var amounts = new BigDecimal[size];
        for (var i = 0; i < size; i++) {
            var line = lines.get(i);
            var place = line.place();
            numbers[i] = line.line();
            months[i] = place.month().atDay(1);
            accounts[i] = place.account();
            channels[i] = place.channel();
            countries[i] = place.country();
            categories[i] = place.category();
            messages[i] = line.messageId();
            quantities[i] = line.quantity();
            prices[i] = line.unitPrice();
            amounts[i] = line.amount();
        }
        postgres.execute(
                """
                insert into invoice_line
                  (invoice_id, line, month, account, channel, country, category, message_id, quantity, unit_price, amount)
                select {0}, * from unnest({1}::bigint[], {2}::date[], {3}::text[], {4}::text[], {5}::text[], {6}::text[], {7}::text[],
                  {8}::bigint[], {9}::numeric[], {10}::numeric[])
                """,
                val(invoice),
                val(numbers),
                val(months),
                val(accounts),
                val(channels),
                val(countries),
                val(categories),
                val(messages),
                val(quantities),
                val(prices),
                val(amounts));
    }

    /// Of those lines that name no message.
    public List<PlaceSum> sums(long invoice) {
        return postgres.select(
                        INVOICE_LINE.ACCOUNT,
                        INVOICE_LINE.CHANNEL,
                        INVOICE_LINE.COUNTRY,
                        INVOICE_LINE.CATEGORY,
                        INVOICE_LINE.MONTH,
                        count(),
                        sum(INVOICE_LINE.QUANTITY),
                        sum(INVOICE_LINE.AMOUNT))
                .from(INVOICE_LINE)
                .where(INVOICE_LINE.INVOICE_ID.eq(invoice))
                .and(INVOICE_LINE.MESSAGE_ID.isNull())
                .groupBy(
                        INVOICE_LINE.ACCOUNT,
                        INVOICE_LINE.CHANNEL,
                        INVOICE_LINE.COUNTRY,
                        INVOICE_LINE.CATEGORY,
                        INVOICE_LINE.MONTH)
                .fetch(row ->
                        new PlaceSum(
                                new Place(
                                        row.value1(),
                                        row.value2(),
                                        row.value3(),
                                        row.value4(),
                                        YearMonth.from(row.value5())),
                                row.value6(),
                                row.value7().longValueExact(),
                                row.value8()));
    }

    /// Channels that its lines name; empty where one names none.
    public List<String> channels(long invoice) {
        var channels =
                postgres.selectDistinct(INVOICE_LINE.CHANNEL)
                        .from(INVOICE_LINE)
                        .where(INVOICE_LINE.INVOICE_ID.eq(invoice))
                        .orderBy(INVOICE_LINE.CHANNEL)
                        .fetch(INVOICE_LINE.CHANNEL);
        return channels.contains("") ? List.of() : channels;
    }

    /// Names of campaigns by run.
    public Map<Integer, String> campaigns(Collection<Integer> runs) {
        return postgres.select(RUN.ID, CAMPAIGN.NAME)
                .from(RUN)
                .join(CAMPAIGN)
                .on(CAMPAIGN.ID.eq(RUN.CAMPAIGN_ID))
                .where(runs.isEmpty() ? DSL.falseCondition() : RUN.ID.in(runs))
                .fetchMap(RUN.ID, CAMPAIGN.NAME);
    }
}
