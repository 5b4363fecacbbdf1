package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Whether an invoice adds up: each line in itself, and its lines to the total. Not thread-safe.
final class AddingUp {

    // counts and prices beyond are faults of a file
    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    private static final long MOST_MESSAGES = 1_000_000_000;
    private static final BigDecimal DEAREST = new BigDecimal(1_000_000);
    private static final int MOST_PLACES = 2_000;

    private final InvoiceHead head;
    private final BigDecimal rounding;
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;
    private final Set<Place> places = new HashSet<>();
    private boolean taxed;
    private int lines;

    AddingUp(InvoiceHead head, BigDecimal rounding) {
        this.head = head;
        this.rounding = rounding;
    }

    /// @throws ProblemException MALFORMED_FILE with the line and the remedy
    void add(InvoiceLine line) {
        lines++;
        var price = line.unitPrice();
        if (line.amount().abs().compareTo(LARGEST) > 0) {
            throw malformed(
                    "Line %d: an amount of %s is none of an invoice. Say in the mapping how numbers are written."
                            .formatted(line.line(), plain(line.amount())));
        }
        if (Math.abs(line.quantity()) > MOST_MESSAGES) {
            throw malformed(
                    "Line %d: %d messages are none of an invoice, at most 1,000,000,000 a line. Say in the mapping which column counts them."
                            .formatted(line.line(), line.quantity()));
        }
        if (price != null && price.abs().compareTo(DEAREST) > 0) {
            throw malformed(
                    "Line %d: a price of %s is none of a message, at most 1,000,000. Say in the mapping which column has it and how numbers are written."
                            .formatted(line.line(), plain(price)));
        }
        if (places.add(line.place()) && places.size() > MOST_PLACES) {
            throw malformed(
                    "Line %d: more than 2,000 places (account, channel, country, category, month) by here, the account being %s. An invoice has a few: is the column of the account no account? Correct the mapping."
                            .formatted(
                                    line.line(),
                                    line.place().account().isEmpty()
                                            ? "open"
                                            : line.place().account()));
        }
        if (price != null) {
            var product = price.multiply(BigDecimal.valueOf(line.quantity()));
            if (apart(product, line.amount())) {
                throw malformed(
                        "Line %d: %d times %s is %s, and the line says %s. Correct the line, or state a larger rounding in the mapping (now %s)."
                                .formatted(
                                        line.line(),
                                        line.quantity(),
                                        plain(price),
                                        plain(product),
                                        plain(line.amount()),
                                        plain(rounding)));
            }
        }
        amount = amount.add(line.amount());
        if (line.tax() != null) {
            taxed = true;
            tax = tax.add(line.tax());
        }
    }

    /// Once all lines are in.
    ///
    /// @return how many lines
    /// @throws ProblemException MALFORMED_FILE with both sums and the remedy
    int check() {
        if (lines == 0) {
            throw malformed("The file has a header and no line. Send the lines of the invoice.");
        }
        if (apart(amount, head.total())) {
            throw malformed(
                    "The lines add up to %s %s, and the invoice's total is %s. Nothing was imported: send all lines, give the total before tax, or state a larger rounding in the mapping (now %s)."
                            .formatted(
                                    plain(amount),
                                    head.currency(),
                                    plain(head.total()),
                                    plain(rounding)));
        }
        if (taxed && apart(tax, head.tax())) {
            throw malformed(
                    "The tax of the lines adds up to %s %s, and the invoice's tax is %s. Nothing was imported: give the tax as the invoice has it."
                            .formatted(plain(tax), head.currency(), plain(head.tax())));
        }
        return lines;
    }

    private boolean apart(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(rounding) > 0;
    }

    private String plain(BigDecimal number) {
        var exponent = MinorUnit.exponent(head.currency());
        var shortest = number.stripTrailingZeros();
        return (shortest.scale() < exponent ? number.setScale(exponent) : shortest).toPlainString();
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorCode.MALFORMED_FILE, detail);
    }
}
