package org.parley.analytics.finance;

import java.util.Locale;

/// What a line of the export is about, and what it counts.
public enum LineType {
    ADJUSTMENT("document"),
    COST("message"),
    REFUND("document"),
    REVENUE("order");

    private final String word = name().toLowerCase(Locale.ROOT);
    private final String unit;

    LineType(String unit) {
        this.unit = unit;
    }

    /// As it stands in files and in queries.
    public String word() {
        return word;
    }

    String unit() {
        return unit;
    }

    public static LineType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Of an order document by its kind in PostgreSQL.
    public static LineType ofDocument(String kind) {
        return switch (kind) {
            case "sale" -> REVENUE;
            case "refund" -> REFUND;
            case "adjustment" -> ADJUSTMENT;
            default -> throw new IllegalArgumentException("Unknown kind of document: " + kind);
        };
    }
}
