package org.parley.core.commerce;

import java.math.BigDecimal;
import java.util.Currency;

/// A sale as its refunds leave it.
///
/// @param revenue as it was recorded, refunds not taken off
/// @param left revenue less every refund recorded; below 0 where imported files gave back more
public record SaleBalance(Currency currency, BigDecimal revenue, BigDecimal left) {}
