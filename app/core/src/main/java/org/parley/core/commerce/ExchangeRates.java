package org.parley.core.commerce;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.internal.ExchangeRateStore;
import org.parley.core.commerce.internal.ExchangeRateStore.Place;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.Page;
import org.parley.core.kernel.ProblemException;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// Daily exchange rates, as finance gives them. Nothing converts without one: there is no rate that
/// is assumed.
public final class ExchangeRates {

    private static final int DECIMALS = 10;
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(10);
    private static final Pattern PLACE =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([A-Z]{3})([A-Z]{3})");

    private final ExchangeRateStore store;

    public ExchangeRates(ExchangeRateStore store) {
        this.store = store;
    }

    /// What stood in the table before a rate was put there.
    ///
    /// @param before null: there was none
    public record Put(ExchangeRate rate, @Nullable ExchangeRate before) {}

    /// Sets the rate of its pair and day; one that was there is replaced.
    ///
    /// @throws ProblemException INVALID_REQUEST naming every field that is wrong
    public Put put(ExchangeRate rate) {
        List<FieldProblem> problems = new ArrayList<>();
        currency("from", rate.from(), problems);
        currency("to", rate.to(), problems);
        if (rate.from().equals(rate.to())) {
            problems.add(new FieldProblem("to", "A currency needs no rate to itself"));
        }
        if (rate.rate().signum() <= 0
                || rate.rate().compareTo(LARGEST) >= 0
                || rate.rate().stripTrailingZeros().scale() > DECIMALS) {
            problems.add(
                    new FieldProblem(
                            "rate", "A rate is above 0, below 10^10, with at most 10 decimals"));
        }
        if (rate.source().isBlank()) {
            problems.add(new FieldProblem("source", "Say who published the rate"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, problems.getFirst().detail(), problems);
        }
        return new Put(rate, store.put(rate).orElse(null));
    }

    /// The latest day first, then currencies from Z to A.
    ///
    /// @param from null: of every currency
    /// @param to null: into every currency
    /// @param after `next` of the page before; null for the first
    /// @param limit at least 1
    public Page<ExchangeRate> page(
            @Nullable String from, @Nullable String to, @Nullable String after, int limit) {
        List<ExchangeRate> found = store.page(from, to, place(after).orElse(null), limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        ExchangeRate last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), last.day() + last.from() + last.to());
    }

    private static void currency(String field, String code, List<FieldProblem> problems) {
        try {
            Currencies.of(field, code);
        } catch (ProblemException e) {
            problems.addAll(e.fields());
        }
    }

    private static Optional<Place> place(@Nullable String after) {
        if (after == null) {
            return Optional.empty();
        }
        Matcher form = PLACE.matcher(after);
        try {
            if (form.matches()) {
                return Optional.of(
                        new Place(LocalDate.parse(form.group(1)), form.group(2), form.group(3)));
            }
        } catch (DateTimeException _) {
            // answered below: no day of the calendar
        }
        throw ProblemException.invalid("after", "Pass `next` of the page before");
    }
}
