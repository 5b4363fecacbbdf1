package org.parley.analytics.invoice.internal;

import static org.parley.sql.postgres.Tables.INVOICE_BOOKING;
import static org.parley.sql.postgres.Tables.INVOICE_ENTRY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.invoice.Invoice.Entry;
import org.parley.analytics.invoice.Reconciliation;
import org.parley.analytics.invoice.Reconciliation.Booking;
import org.parley.core.kernel.DatabaseLock;
import org.parley.core.kernel.SqlFile;
import org.parley.sql.postgres.tables.records.InvoiceBookingRecord;
import tools.jackson.databind.json.JsonMapper;

/// Acceptances and reversals, with what they book. Rows are only ever added.
public final class EntryStore {

    private static final String BOOKED_SINCE = SqlFile.read(EntryStore.class, "booked_since.sql");

    private final DSLContext postgres;
    private final JsonMapper json;

    public EntryStore(DSLContext postgres, JsonMapper json) {
        this.postgres = postgres;
        this.json = json;
    }

    /// One entry at a time: what is left to settle depends on those before. Held until the end of
    /// the transaction.
    public void alone() {
        postgres.execute("select pg_advisory_xact_lock({0})", DSL.val(DatabaseLock.INVOICES.key()));
    }

    public void accept(long invoice, Reconciliation reconciliation, String by, Instant now) {
        add(
                invoice,
                null,
                JSONB.valueOf(json.writeValueAsString(reconciliation)),
                reconciliation.releaseUnbilled(),
                reconciliation.bookings(),
                null,
                by,
                now);
    }

    /// Books the opposite of an acceptance.
    public void reverse(long invoice, Entry accepted, String reason, String by, Instant now) {
        add(
                invoice,
                accepted.id(),
                null,
                accepted.releaseUnbilled(),
                bookings(accepted.id()).stream().map(Booking::reversed).toList(),
                reason,
                by,
                now);
    }

    private void add(
            long invoice,
            @Nullable Long reverses,
            @Nullable JSONB reconciliation,
            boolean releaseUnbilled,
            List<Booking> bookings,
            @Nullable String reason,
            String by,
            Instant now) {
        var entry =
                postgres.insertInto(INVOICE_ENTRY)
                        .set(INVOICE_ENTRY.INVOICE_ID, invoice)
                        .set(INVOICE_ENTRY.REVERSES, reverses)
                        .set(INVOICE_ENTRY.RECONCILIATION, reconciliation)
                        .set(INVOICE_ENTRY.RELEASE_UNBILLED, releaseUnbilled)
                        .set(INVOICE_ENTRY.REASON, reason)
                        .set(INVOICE_ENTRY.BOOKED_BY, by)
                        .set(INVOICE_ENTRY.BOOKED_AT, now)
                        .returningResult(INVOICE_ENTRY.ID)
                        .fetchSingle()
                        .value1();
        postgres.batchInsert(bookings.stream().map(booking -> row(entry, booking)).toList())
                .execute();
    }

    private InvoiceBookingRecord row(long entry, Booking booking) {
        var row = postgres.newRecord(INVOICE_BOOKING);
        row.setEntryId(entry);
        row.setRunId(booking.run());
        row.setArm((short) booking.arm());
        row.setChannel(booking.channel());
        row.setCountry(booking.country());
        row.setDay(booking.day());
        row.setFirstAt(booking.firstAt());
        row.setLastAt(booking.lastAt());
        row.setMessages(booking.messages());
        row.setAccruedMinor(booking.accruedMinor());
        row.setInvoicedMinor(booking.invoicedMinor());
        return row;
    }

    /// As it was accepted.
    public Reconciliation reconciliation(long entry) {
        return postgres.select(INVOICE_ENTRY.RECONCILIATION)
                .from(INVOICE_ENTRY)
                .where(INVOICE_ENTRY.ID.eq(entry))
                .fetchSingle(row -> json.readValue(row.value1().data(), Reconciliation.class));
    }

    private List<Booking> bookings(long entry) {
        return postgres.selectFrom(INVOICE_BOOKING)
                .where(INVOICE_BOOKING.ENTRY_ID.eq(entry))
                .orderBy(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE_BOOKING.COUNTRY,
                        INVOICE_BOOKING.DAY)
                .fetch(row ->
                        new Booking(
                                row.getRunId(),
                                row.getArm(),
                                row.getChannel(),
                                row.getCountry(),
                                row.getDay(),
                                row.getFirstAt(),
                                row.getLastAt(),
                                row.getMessages(),
                                row.getAccruedMinor(),
                                row.getInvoicedMinor()));
    }

    /// The invoice whose acceptance stands and came after an entry, over messages that this
    /// settled, the latest: without that entry it would have settled them.
    public Optional<Long> bookedSince(long entry) {
        return postgres.resultQuery(BOOKED_SINCE, DSL.val(entry))
                .fetchOptional(row -> row.get("invoice_id", Long.class));
    }
}
