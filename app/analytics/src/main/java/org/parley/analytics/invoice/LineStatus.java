package org.parley.analytics.invoice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How an invoice and the accrual compare in one place.
public enum LineStatus {
    AGREES,
    PRICE_DIFFERS,
    QUANTITY_DIFFERS,
    PRICE_AND_QUANTITY_DIFFER,
    /// Nothing is accrued for it, or no longer.
    ONLY_INVOICE,
    /// Accrued, and not on the invoice.
    ONLY_PARLEY;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static LineStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// For a person.
    public String words() {
        return switch (this) {
            case AGREES -> "Agrees";
            case PRICE_DIFFERS -> "Price differs";
            case QUANTITY_DIFFERS -> "Quantity differs";
            case PRICE_AND_QUANTITY_DIFFER -> "Price and quantity differ";
            case ONLY_INVOICE -> "Only on the invoice";
            case ONLY_PARLEY -> "Only in Parley";
        };
    }
}
