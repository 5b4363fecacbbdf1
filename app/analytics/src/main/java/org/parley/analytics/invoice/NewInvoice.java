package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.util.function.Consumer;

/// An invoice that comes in.
///
/// @param mapping number of the one that reads the file
/// @param rounding most that a line may differ from its quantity times its price, and the total
///   from its lines, in units of the currency
/// @param sha256 of all that was told: head, mapping and file
/// @param lines one by one, each time it is asked
public record NewInvoice(
        InvoiceHead head,
        boolean perMessage,
        long mapping,
        BigDecimal rounding,
        String fileName,
        String sha256,
        Lines lines) {

    /// Gives lines one by one, and may refuse the whole with a
    /// [org.parley.core.kernel.ProblemException].
    public interface Lines {

        void forEach(Consumer<InvoiceLine> each);
    }
}
