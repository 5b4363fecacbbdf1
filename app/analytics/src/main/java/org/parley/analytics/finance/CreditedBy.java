package org.parley.analytics.finance;

import java.util.Locale;

/// What earned the credit of a line, as far as the windows tell touches apart.
public enum CreditedBy {
    /// A personal code in the order, whoever used it.
    CODE,
    /// A click or a reply, within the attribution days of the campaign.
    TOUCH,
    READ,
    DELIVERED,
    /// Another tool's own word, without a window of ours.
    REPORTED;

    /// As it is stored, and as queries give it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static CreditedBy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
