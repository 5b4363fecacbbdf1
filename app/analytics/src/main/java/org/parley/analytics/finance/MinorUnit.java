package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// Amounts as whole numbers of a currency's smallest unit: cents, yen, fils. How many of them make
/// one is ISO 4217's exponent, as the JDK knows it.
public final class MinorUnit {

    private MinorUnit() {}

    /// @param currency ISO 4217 code; unknown ones and those without a minor unit, such as XAU, are
    ///   refused by an [IllegalArgumentException]
    public static int exponent(String currency) {
        var digits = Currency.getInstance(currency).getDefaultFractionDigits();
        if (digits < 0) {
            throw new IllegalArgumentException(currency + " has no minor unit");
        }
        return digits;
    }

    /// Half up, away from zero, as invoices are rounded.
    public static long round(BigDecimal amount, String currency) {
        return amount.setScale(exponent(currency), RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    public static BigDecimal toMajor(long minor, String currency) {
        return BigDecimal.valueOf(minor, exponent(currency));
    }
}
