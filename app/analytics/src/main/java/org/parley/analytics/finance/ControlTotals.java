package org.parley.analytics.finance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a file adds up to.
///
/// @param firstDay of any fact in it; null: the file has no lines
/// @param sha256 of its bytes, in hexadecimal
public record ControlTotals(
        long rows,
        List<Total> totals,
        List<Total> reportingTotals,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate lastDay,
        String sha256) {

    public ControlTotals {
        totals = List.copyOf(totals);
        reportingTotals = List.copyOf(reportingTotals);
    }

    /// Lines of one currency and type.
    ///
    /// @param quantity messages or documents
    /// @param amountMinor sum of the rounded lines
    public record Total(
            String currency, LineType type, long rows, long quantity, long amountMinor) {

        public String amount() {
            return MinorUnit.toMajor(amountMinor, currency).toPlainString();
        }
    }

    private record Key(String currency, LineType type) {}

    /// Adds lines up. Not thread-safe.
    public static final class Sum {
        private final Map<Key, Total> totals =
                new TreeMap<>(
                        Comparator.comparing(Key::currency)
                                .thenComparing(key -> key.type().word()));

        public void add(String currency, LineType type, long quantity, long amountMinor) {
            totals.merge(
                    new Key(currency, type),
                    new Total(currency, type, 1, quantity, amountMinor),
                    (a, b) ->
                            new Total(
                                    currency,
                                    type,
                                    a.rows() + b.rows(),
                                    a.quantity() + b.quantity(),
                                    Math.addExact(a.amountMinor(), b.amountMinor())));
        }

        void add(Total total) {
            add(total.currency(), total.type(), total.quantity(), total.amountMinor());
        }

        void add(BookedLine booked) {
            var line = booked.line();
            add(line.currency(), line.type(), line.quantity(), line.amountMinor());
        }

        /// In the reporting currency, where there is one.
        void addConverted(BookedLine booked) {
            var converted = booked.converted();
            if (converted != null) {
                var line = booked.line();
                add(converted.currency(), line.type(), line.quantity(), converted.minor());
            }
        }

        void subtract(BookedLine booked) {
            var line = booked.line();
            add(
                    line.currency(),
                    line.type(),
                    Math.negateExact(line.quantity()),
                    Math.negateExact(line.amountMinor()));
        }

        public List<Total> totals() {
            return List.copyOf(totals.values());
        }
    }
}
