package org.parley.batch.imports.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Plain decimal numbers: no exponent (a short text could stand for a billion digits), no grouping,
/// a point.
final class Decimals {

    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");

    private Decimals() {}

    /// @param decimals most that are accepted, trailing zeros aside
    static Optional<BigDecimal> read(String cell, int decimals) {
        if (cell.length() > 40 || !PLAIN.matcher(cell).matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(cell);
        boolean fine = value.scale() <= decimals || value.stripTrailingZeros().scale() <= decimals;
        return fine ? Optional.of(value) : Optional.empty();
    }
}
