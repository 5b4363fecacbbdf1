package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What one unit of a currency was worth in another on a day (UTC).
///
/// @param from ISO 4217 code of the currency that is converted
/// @param to ISO 4217 code of the currency that it is converted into
/// @param rate units of `to` for one unit of `from`; positive, at most 10 decimals
/// @param source who published it, such as `ECB`
public record ExchangeRate(String from, String to, LocalDate day, BigDecimal rate, String source) {}
