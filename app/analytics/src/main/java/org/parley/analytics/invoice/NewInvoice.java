package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.util.function.Consumer;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.StorableText;

/// An invoice that comes in.
///
/// @param mapping number of the one that reads the file
/// @param rounding most that a line may differ from its quantity times its price, and the total
///   from its lines, in units of the currency
/// @param lines one by one, each time it is asked
public record NewInvoice(
        InvoiceHead head,
        boolean perMessage,
        long mapping,
        BigDecimal rounding,
        String fileName,
        Lines lines) {

    public NewInvoice {
        if (!StorableText.holds(fileName)) {
            throw ProblemException.invalid("fileName", "Holds what is no character");
        }
    }

    /// Gives lines one by one, and may refuse the whole with a [ProblemException].
    public interface Lines {

        void forEach(Consumer<InvoiceLine> each);
    }
}
