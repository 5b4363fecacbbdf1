package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/// What one unit of a currency was worth in another on a day.
///
/// @param day of the rate: the day asked for, or the last one before it that has a rate
public record FxRate(BigDecimal rate, LocalDate day, String source) {

    static final int SCALE = 10;

    public FxRate {
        rate = rate.setScale(SCALE, RoundingMode.HALF_UP);
    }

    static FxRate one(LocalDate day) {
        return new FxRate(BigDecimal.ONE, day, "same currency");
    }

    /// Converts a rounded amount; rounded once more, half up.
    long convert(long minor, String from, String to) {
        return MinorUnit.round(MinorUnit.toMajor(minor, from).multiply(rate), to);
    }
}
