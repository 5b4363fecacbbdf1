package org.parley.analytics.invoice;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far an invoice is.
public enum InvoiceState {
    IMPORTED,
    ACCEPTED,
    /// It was accepted, and that was undone: it may be accepted again.
    REVERSED,
    /// It should never have been imported, and nobody accepted it: its number is free again.
    WITHDRAWN;

    /// As it stands in JSON.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
