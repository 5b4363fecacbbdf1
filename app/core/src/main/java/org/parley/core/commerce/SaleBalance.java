package org.parley.core.commerce;

import java.math.BigDecimal;
import java.util.Currency;

/// A sale as its refunds leave it.
///
/// @param left revenue less every refund recorded
public record SaleBalance(Currency currency, BigDecimal left) {}
