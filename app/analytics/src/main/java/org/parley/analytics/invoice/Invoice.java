package org.parley.analytics.invoice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice as it was imported, and what became of it.
///
/// @param lines of the file
/// @param perMessage each line is of one message
/// @param mapping number of the one that read the file
/// @param sha256 of what it says: head and lines as they were read
/// @param linesSha256 of its lines alone; null: it came before there was this
/// @param withdrawn null: it stands
/// @param entries acceptances and reversals, the first first
public record Invoice(
        long id,
        InvoiceHead head,
        int lines,
        boolean perMessage,
        long mapping,
        String fileName,
        String sha256,
        @Nullable String linesSha256,
        String importedBy,
        Instant importedAt,
        @Nullable Withdrawal withdrawn,
        List<Entry> entries) {

    public Invoice {
        entries = List.copyOf(entries);
    }

    /// That it should never have been imported.
    public record Withdrawal(String by, Instant at, String reason) {}

    /// @param reverses the acceptance that it undoes; null: it is one
    /// @param trueUpMinor what it booked
    /// @param releaseUnbilled whether what was accrued and not invoiced was taken back too
    /// @param reason of a reversal
    public record Entry(
            long id,
            @Nullable Long reverses,
            long trueUpMinor,
            boolean releaseUnbilled,
            @Nullable String reason,
            String bookedBy,
            Instant bookedAt) {}

    /// The acceptance that stands; null: none does.
    public @Nullable Entry accepted() {
        return entries.isEmpty() || entries.getLast().reverses() != null ? null : entries.getLast();
    }

    public InvoiceState state() {
        if (withdrawn != null) {
            return InvoiceState.WITHDRAWN;
        }
        return entries.isEmpty()
                ? InvoiceState.IMPORTED
                : accepted() == null ? InvoiceState.REVERSED : InvoiceState.ACCEPTED;
    }
}
