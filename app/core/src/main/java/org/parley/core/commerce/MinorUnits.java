package org.parley.core.commerce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.parley.core.kernel.ProblemException;

/// Money in whole minor units (cents), by the digits that ISO 4217 gives the currency.
public final class MinorUnits {

    private MinorUnits() {}

    /// The one rounding of a document: half up, away from zero.
    ///
    /// @throws ProblemException INVALID_REQUEST where the amount is beyond any real order
    public static long of(BigDecimal amount, Currency currency) {
        int digits = currency.getDefaultFractionDigits();
        if (digits < 0) {
            throw ProblemException.invalid(
                    "currency", currency.getCurrencyCode() + " is not money that has minor units");
        }
        if (amount.abs().compareTo(new BigDecimal("1e13")) >= 0) {
            throw ProblemException.invalid("revenue", "An order is less than 10^13");
        }
        return amount.setScale(digits, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }
}
