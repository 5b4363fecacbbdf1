package org.parley.analytics.finance;

import java.util.Comparator;

/// The invoice that a true-up comes from.
///
/// @param number the provider's
/// @param reversal the undoing of a true-up
public record Invoiced(String vendor, String number, boolean reversal) {

    static final Comparator<Invoiced> ORDER =
            Comparator.comparing(Invoiced::vendor)
                    .thenComparing(Invoiced::number)
                    .thenComparing(Invoiced::reversal);

    /// What the line rests on, as files say it.
    String basis() {
        return reversal ? "reversal" : "invoice";
    }
}
