package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.batch.imports.csv.NumberMarks;

/// How a file writes numbers.
///
/// @param decimal what stands before the decimals: a point (also where null) or a comma
/// @param grouping what parts thousands; null: nothing
record Numerals(@Nullable String decimal, @Nullable String grouping) {

    Numerals {
        grouping = grouping == null ? null : NumberMarks.plainSpaces(grouping);
    }

    /// @param decimals most that are accepted, trailing zeros aside
    Optional<BigDecimal> read(String cell, int decimals) {
        String plain = NumberMarks.plainSpaces(cell).strip();
        if (grouping != null && plain.contains(grouping)) {
            // between whole groups of three only: elsewhere it is another mark than it seems
            String mark = Pattern.quote(grouping);
            String point = ",".equals(decimal) ? "," : "\\.";
            if (!plain.matches("[+-]?\\d{1,3}(" + mark + "\\d{3})+(" + point + "\\d+)?")) {
                return Optional.empty();
            }
            plain = plain.replace(grouping, "");
        }
        if (",".equals(decimal)) {
            plain = plain.indexOf('.') >= 0 ? "" : plain.replace(',', '.');
        }
        return Decimals.read(plain, decimals);
    }
}
