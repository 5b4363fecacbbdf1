package org.parley.batch.imports.invoices;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.NumberMarks;
import org.parley.batch.imports.invoices.InvoiceMapping.InvoiceColumns;
import org.parley.batch.imports.invoices.InvoiceMapping.PlaceColumn;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Everything that is wrong with a mapping of invoices, by field.
final class InvoiceMappingCheck {

    private static final LocalDate SOME_DAY = LocalDate.of(2026, 10, 31);
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST = 200;
    private static final BigDecimal MOST_ROUNDING = BigDecimal.TEN;

    private final InvoiceMapping mapping;
    private final List<FieldProblem> problems = new ArrayList<>();

    InvoiceMappingCheck(InvoiceMapping mapping) {
        this.mapping = mapping;
    }

    List<FieldProblem> problems() {
        InvoiceColumns columns = mapping.columns();
        if (columns == null) {
            problem("columns", "Say which column tells what");
        } else {
            columns(columns);
        }
        formats();
        return List.copyOf(problems);
    }

    private void columns(InvoiceColumns columns) {
        place("columns.account", columns.account());
        place("columns.channel", columns.channel());
        place("columns.country", columns.country());
        place("columns.category", columns.category());
        name("columns.day", columns.day());
        name("columns.messageId", columns.messageId());
        name("columns.quantity", columns.quantity());
        name("columns.unitPrice", columns.unitPrice());
        name("columns.amount", columns.amount());
        name("columns.tax", columns.tax());
        name("columns.currency", columns.currency());
        if (columns.amount() == null && columns.unitPrice() == null) {
            problem("columns.amount", "Say in which column the amount before tax stands");
        }
        if (columns.messageId() != null && columns.channel() == null) {
            problem(
                    "columns.channel",
                    "Messages are known by channel and number: name the column or the one channel, such as {\"value\": \"viber\"}");
        }
        if (mapping.ignore() != null) {
            if (mapping.ignore().column() == null || mapping.ignore().cells().isEmpty()) {
                problem("ignore", "Name the column and the cells of rows that are no lines");
            } else {
                name("ignore.column", mapping.ignore().column());
            }
        }
    }

    private void place(String at, @Nullable PlaceColumn place) {
        if (place == null) {
            return;
        }
        name(at + ".column", place.column());
        name(at + ".value", place.value());
        if ((place.column() == null) == (place.value() == null)) {
            problem(at, "Either the column or the one value of all rows");
        }
        if (place.values().size() > MOST_VALUES
                || place.values().entrySet().stream()
                        .anyMatch(each ->
                                each.getKey().length() > LONGEST
                                        || each.getValue().length() > LONGEST)) {
            problem(at + ".values", "At most 1,000 values of at most 200 characters");
        }
    }

    private void formats() {
        String format = mapping.dateFormat();
        if (format != null && !isDateFormat(format)) {
            problem("dateFormat", "A pattern of java.time such as dd/MM/yyyy");
        }
        problems.addAll(NumberMarks.problems(mapping.decimal(), mapping.grouping()));
        BigDecimal rounding = mapping.rounding();
        if (rounding != null
                && (rounding.signum() < 0
                        || rounding.compareTo(MOST_ROUNDING) > 0
                        || rounding.stripTrailingZeros().scale() > 6)) {
            problem(
                    "rounding",
                    "An amount from 0 to 10 in units of the currency, at most 6 decimals");
        }
    }

    /// Whether a day can be read with it.
    private static boolean isDateFormat(String pattern) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            String written = format.format(SOME_DAY.atStartOfDay());
            return pattern.length() <= 64 && LocalDate.from(format.parse(written)).equals(SOME_DAY);
        } catch (IllegalArgumentException | DateTimeException _) {
            return false;
        }
    }

    private void name(String at, @Nullable String name) {
        if (name != null && (name.isBlank() || name.length() > LONGEST)) {
            problem(at, "A name of at most 200 characters");
        }
    }

    private void problem(String field, String detail) {
        problems.add(new FieldProblem(field, detail));
    }
}
