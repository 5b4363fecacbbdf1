package org.parley.analytics.finance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far the books of a month are.
public enum PeriodStatus {
    OPEN,
    CLOSED,
    RESTATED;

    /// As it stands in files and JSON.
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
