package org.parley.analytics.finance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

        private static final Comparator<Total> ORDER =
                Comparator.comparing(Total::currency).thenComparing(total -> total.type().word());

        private final Map<Key, Running> sums = new HashMap<>();

        private static final class Running {
            private long rows;
            private long quantity;
            private long amountMinor;
        }

        public void add(String currency, LineType type, long quantity, long amountMinor) {
            var sum = sums.computeIfAbsent(new Key(currency, type), _ -> new Running());
            sum.rows++;
            sum.quantity += quantity;
            sum.amountMinor = Math.addExact(sum.amountMinor, amountMinor);
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

        /// By currency and type of line.
        public List<Total> totals() {
            return sums.entrySet().stream()
                    .map(each -> {
                        var key = each.getKey();
                        var sum = each.getValue();
                        return new Total(
                                key.currency(),
                                key.type(),
                                sum.rows,
                                sum.quantity,
                                sum.amountMinor);
                    })
                    .sorted(ORDER)
                    .toList();
        }
    }
}
