package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Amounts as whole numbers of a currency's smallest unit: cents, yen, fils. How many of them make
/// one is ISO 4217's exponent, as the JDK knows it.
public final class MinorUnit {

    /// The exponent of most currencies.
    public static final int USUAL = 2;

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

    /// Currencies that have another exponent than the usual one, by exponent.
    public static Map<Integer, List<String>> unusual() {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getDefaultFractionDigits() >= 0)
                .filter(currency -> currency.getDefaultFractionDigits() != USUAL)
                .collect(
                        Collectors.groupingBy(
                                Currency::getDefaultFractionDigits,
                                Collectors.mapping(
                                        Currency::getCurrencyCode, Collectors.toList())));
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
