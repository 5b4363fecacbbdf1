package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Money given back for a known sale, in the sale's currency and to its customer.
///
/// @param refundId the shop's own number of the refund, unique in the store among orders too
/// @param amount more than 0
public record NewRefund(
        String store,
        String orderId,
        String refundId,
        Instant refundedAt,
        BigDecimal amount,
        @Nullable String reason,
        String source) {}
