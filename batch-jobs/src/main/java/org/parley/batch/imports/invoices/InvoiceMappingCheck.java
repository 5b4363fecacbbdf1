package org.parley.batch.imports.invoices;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.NumberMarks;
import org.parley.batch.imports.invoices.InvoiceMapping.InvoiceColumns;
import org.parley.batch.imports.invoices.InvoiceMapping.PlaceColumn;
import org.parley.batch.imports.mapping.MappingFaults;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Everything that is wrong with a mapping of invoices, by field.
final class InvoiceMappingCheck {

    private static final int MOST_VALUES = 1_000;
    private static final BigDecimal MOST_ROUNDING = BigDecimal.TEN;

    private final InvoiceMapping mapping;
    private final MappingFaults faults = new MappingFaults();

    InvoiceMappingCheck(InvoiceMapping mapping) {
        this.mapping = mapping;
    }

    List<FieldProblem> problems() {
        InvoiceColumns columns = mapping.columns();
        if (columns == null) {
            faults.add("columns", "Say which column tells what");
        } else {
            columns(columns);
        }
        formats();
        return faults.list();
    }

    private void columns(InvoiceColumns columns) {
        place("columns.account", columns.account());
        place("columns.channel", columns.channel());
        place("columns.country", columns.country());
        place("columns.category", columns.category());
        faults.optionalName("columns.day", columns.day());
        faults.optionalName("columns.messageId", columns.messageId());
        faults.optionalName("columns.quantity", columns.quantity());
        faults.optionalName("columns.unitPrice", columns.unitPrice());
        faults.optionalName("columns.amount", columns.amount());
        faults.optionalName("columns.tax", columns.tax());
        faults.optionalName("columns.currency", columns.currency());
        if (columns.amount() == null && columns.unitPrice() == null) {
            faults.add("columns.amount", "Say in which column the amount before tax stands");
        }
        if (columns.messageId() != null && columns.channel() == null) {
            faults.add(
                    "columns.channel",
                    "Messages are known by channel and number: name the column or the one channel, such as {\"value\": \"viber\"}");
        }
        if (mapping.ignore() != null) {
            if (mapping.ignore().column() == null || mapping.ignore().cells().isEmpty()) {
                faults.add("ignore", "Name the column and the cells of rows that are no lines");
            } else {
                faults.optionalName("ignore.column", mapping.ignore().column());
                faults.words("ignore.cells", mapping.ignore().cells(), MOST_VALUES);
            }
        }
    }

    private void place(String at, @Nullable PlaceColumn place) {
        if (place == null) {
            return;
        }
        faults.optionalName(at + ".column", place.column());
        faults.optionalName(at + ".value", place.value());
        if ((place.column() == null) == (place.value() == null)) {
            faults.add(at, "Either the column or the one value of all rows");
        }
        faults.words(at + ".values", place.values().keySet(), MOST_VALUES);
        faults.words(at + ".values", place.values().values(), MOST_VALUES);
        Set<String> cells = new HashSet<>();
        if (!place.values().keySet().stream().map(InvoiceMapping::plain).allMatch(cells::add)) {
            faults.add(
                    at + ".values",
                    "One cell cannot mean two words; cells are the same whatever their case and the spaces around them");
        }
    }

    private void formats() {
        faults.timePattern("dateFormat", mapping.dateFormat(), "dd/MM/yyyy");
        faults.addAll(NumberMarks.problems(mapping.decimal(), mapping.grouping()));
        BigDecimal rounding = mapping.rounding();
        if (rounding != null
                && (rounding.signum() < 0
                        || rounding.compareTo(MOST_ROUNDING) > 0
                        || rounding.stripTrailingZeros().scale() > 6)) {
            faults.add(
                    "rounding",
                    "An amount from 0 to 10 in units of the currency, at most 6 decimals");
        }
    }
}
