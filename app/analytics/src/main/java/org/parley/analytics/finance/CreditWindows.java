package org.parley.analytics.finance;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How long after it was sent an order with its code may be credited to a message, and how long
/// after a reading or a delivery any order, on this installation. Clicks and replies go by the days
/// of their campaign.
///
/// @param code as read and delivered: zero is never
public record CreditWindows(Duration code, Duration read, Duration delivered) {

    public static final CreditWindows NONE =
            new CreditWindows(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// ISO 8601 durations. None of a kind that earns nothing now; credits of before may be left.
    ///
    /// @param days of the campaign
    public Map<CreditedBy, String> of(int days) {
        var windows = new EnumMap<CreditedBy, String>(CreditedBy.class);
        if (code.isPositive()) {
            windows.put(CreditedBy.CODE, code.toString());
        }
        windows.put(CreditedBy.TOUCH, days(days));
        if (read.isPositive()) {
            windows.put(CreditedBy.READ, read.toString());
        }
        if (delivered.isPositive()) {
            windows.put(CreditedBy.DELIVERED, delivered.toString());
        }
        return windows;
    }

    /// ISO 8601.
    public static String days(int days) {
        return "P" + days + "D";
    }
}
