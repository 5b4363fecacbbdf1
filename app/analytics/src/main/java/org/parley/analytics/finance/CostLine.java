package org.parley.analytics.finance;

import java.math.BigDecimal;

/// Messages of one arm, channel and country that were billed at one price. The report and the
/// export add up these same lines, so that they agree to the cent.
///
/// @param unitPrice of a message, up to six decimals
public record CostLine(
        int run,
        int arm,
        String channel,
        String country,
        BigDecimal unitPrice,
        String currency,
        long quantity) {

    /// The same line with another quantity.
    public CostLine times(long other) {
        return new CostLine(run, arm, channel, country, unitPrice, currency, other);
    }

    /// Quantity times price, rounded once.
    public long amountMinor() {
        return MinorUnit.round(unitPrice.multiply(BigDecimal.valueOf(quantity)), currency);
    }
}
