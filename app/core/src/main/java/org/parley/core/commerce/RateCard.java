package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What a provider charges for a message, from a day on (UTC). The row with the country wins over
/// the one without, then the latest day.
///
/// @param country ISO 3166-1 alpha-2; null = every other country
/// @param category the provider's word: marketing, utility, ...
/// @param billedOn which step of a message costs money: sent or delivered
/// @param price per message, 0 or more, at most 6 decimals
public record RateCard(
        Channel channel,
        @Nullable String country,
        String category,
        BilledOn billedOn,
        BigDecimal price,
        String currency,
        String vendor,
        LocalDate effectiveFrom) {

    /// The step of a message that the provider charges.
    public enum BilledOn {
        SENT,
        DELIVERED
    }
}
