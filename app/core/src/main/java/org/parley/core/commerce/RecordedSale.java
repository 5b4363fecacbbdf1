package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sale as it stands in the books, without whom it was sold to.
///
/// @param matched whether the customer is a known contact; unmatched sales earn no message credit
/// @param country ISO 3166-1 alpha-2
/// @param currency ISO 4217
/// @param revenue net of discount, tax and shipping, refunds not taken off
/// @param source api, import, a kind of shop, ...
public record RecordedSale(
        long id,
        String store,
        String orderId,
        boolean matched,
        Instant placedAt,
        @Nullable String country,
        String currency,
        BigDecimal revenue,
        String source) {}
