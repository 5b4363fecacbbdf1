package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.parley.analytics.finance.MinorUnit;
import org.parley.core.commerce.Currencies;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.StorableText;

/// What a provider says of an invoice as a whole.
///
/// @param vendor who sent it; with `number` what it is known by, whatever the case and the spaces
/// @param currency ISO 4217
/// @param from first day of the period, in the business zone
/// @param to last day of it, inclusive, as invoices say it; at most a year later
/// @param total before tax, in units of the currency; negative: a credit note
/// @param tax shown, never booked
public record InvoiceHead(
        String vendor,
        String number,
        String currency,
        LocalDate from,
        LocalDate to,
        BigDecimal total,
        BigDecimal tax) {

    private static final int LONGEST = 200;
    // those that do not break too
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final BigDecimal LARGEST = new BigDecimal("1e12");
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    public InvoiceHead {
        vendor = word("vendor", vendor);
        number = word("number", number);
        Currencies.of("currency", currency);
        if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            throw ProblemException.invalid("from", "A day from " + EARLIEST + " to " + LATEST);
        }
        if (from.isAfter(to)) {
            throw ProblemException.invalid("to", "The period ends before it begins");
        }
        if (ChronoUnit.DAYS.between(from, to) > 366) {
            throw ProblemException.invalid("to", "An invoice is of a year at most");
        }
        total = money("total", total, currency);
        tax = money("tax", tax, currency);
    }

    private static String word(String field, String given) {
        var word = SPACES.matcher(given).replaceAll(" ").strip();
        if (!StorableText.holds(word)) {
            throw ProblemException.invalid(field, "Holds what is no character");
        }
        if (word.isEmpty() || word.length() > LONGEST) {
            throw ProblemException.invalid(field, "1 to %d characters".formatted(LONGEST));
        }
        return word;
    }

    private static BigDecimal money(String field, BigDecimal amount, String currency) {
        var exponent = MinorUnit.exponent(currency);
        if (amount.abs().compareTo(LARGEST) > 0 || amount.stripTrailingZeros().scale() > exponent) {
            throw ProblemException.invalid(
                    field,
                    "An amount in %s with at most %d decimals".formatted(currency, exponent));
        }
        return amount.setScale(exponent);
    }

    long totalMinor() {
        return MinorUnit.round(total, currency);
    }

    long taxMinor() {
        return MinorUnit.round(tax, currency);
    }
}
