package org.parley.analytics.invoice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice as it was imported, and what became of it.
///
/// @param lines of the file
/// @param perMessage each line is of one message
/// @param mapping number of the one that read the file
/// @param sha256 of all that was told: head, mapping and file
/// @param entries acceptances and reversals, the first first
public record Invoice(
        long id,
        InvoiceHead head,
        int lines,
        boolean perMessage,
        long mapping,
        String fileName,
        String sha256,
        String importedBy,
        Instant importedAt,
        List<Entry> entries) {

    public Invoice {
        entries = List.copyOf(entries);
    }

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
        return entries.isEmpty()
                ? InvoiceState.IMPORTED
                : accepted() == null ? InvoiceState.REVERSED : InvoiceState.ACCEPTED;
    }
}
