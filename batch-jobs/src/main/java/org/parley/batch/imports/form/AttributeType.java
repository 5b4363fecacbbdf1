package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// The type of a further column of contacts, fixed at its first import.
public enum AttributeType {
    TEXT("a text"),
    NUMBER("a number such as 12.5"),
    BOOLEAN("true or false"),
    DATE("a date such as 2026-11-21");

    private final String description;

    AttributeType(String description) {
        this.description = description;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    public static AttributeType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Optional<AttributeType> find(String word) {
        try {
            return Optional.of(of(word));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The JSON value of a cell.
    Optional<Object> read(String cell) {
        return switch (this) {
            case TEXT -> Optional.of(cell);
            case NUMBER -> Decimals.read(cell, 12).map(BigDecimal::stripTrailingZeros).map(n -> n);
            case BOOLEAN ->
                    switch (cell.toLowerCase(Locale.ROOT)) {
                        case "true", "yes", "1" -> Optional.of(true);
                        case "false", "no", "0" -> Optional.of(false);
                        default -> Optional.empty();
                    };
            case DATE -> date(cell);
        };
    }

    private static Optional<Object> date(String cell) {
        try {
            return Optional.of(LocalDate.parse(cell).toString());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
