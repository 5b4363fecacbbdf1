package org.parley.core.commerce;

import java.util.Currency;
import org.parley.core.kernel.ProblemException;

/// Reads ISO 4217 codes that people and programs give.
public final class Currencies {

    private Currencies() {}

    /// @param field where it was given, for the answer
    /// @throws ProblemException INVALID_REQUEST where it is no currency with minor units
    public static Currency of(String field, String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException _) {
            // answered below: both are the same fault of the caller
        }
        throw ProblemException.invalid(field, "Not an ISO 4217 currency");
    }
}
