package org.parley.analytics.invoice;

import java.math.BigDecimal;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.internal.BillQueries.Matched;

/// Parts what is accrued into what a usage file names and what it leaves. What rounding takes from
/// one sender the next one gets. In the order of the senders; not thread-safe.
final class Naming {

    private final String currency;
    private BigDecimal carried = BigDecimal.ZERO;

    Naming(String currency) {
        this.currency = currency;
    }

    /// What a file names and what it leaves, of the messages that are not settled.
    record Parts(Accrued named, Accrued left) {}

    Parts part(Accrued accrued, Matched lines) {
        var settled = accrued.messages() - accrued.openMessages();
        var messages = Math.min(lines.openMessages(), accrued.openMessages());
        var minor =
                messages == accrued.openMessages()
                        ? accrued.openMinor()
                        : messages == 0 ? 0 : some(accrued, lines);
        return new Parts(
                accrued.part(settled, messages, minor),
                accrued.part(0, accrued.openMessages() - messages, accrued.openMinor() - minor));
    }

    private long some(Accrued accrued, Matched lines) {
        var exact = lines.openPrice().add(carried);
        var minor = Math.clamp(MinorUnit.round(exact, currency), 0, accrued.openMinor());
        carried = exact.subtract(MinorUnit.toMajor(minor, currency));
        return minor;
    }
}
