package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lines come to beyond what is booked of them.
final class Difference {

    private final List<BookedLine> booked;
    private final List<BookedLine> patterns;
    private final Booking booking;
    private final @Nullable String reporting;

    /// @param booking tells where each run comes from, which closed months of old do not
    /// @param patterns whose names and rates lines of the same key keep, whatever they are today;
    ///   their amounts do not count. Where there is none, the first that is booked serves.
    /// @param reporting currency of the books; null: lines are not converted
    Difference(
            List<BookedLine> booked,
            List<BookedLine> patterns,
            Booking booking,
            @Nullable String reporting) {
        this.booked = booked;
        this.patterns = patterns;
        this.booking = booking;
        this.reporting = reporting;
    }

    /// @param price without trailing zeros
    /// @param rateDay null of costs, whose day is that of the first bill and may move
    private record Key(
            int run,
            int arm,
            String channel,
            String country,
            String type,
            String currency,
            BigDecimal price,
            @Nullable LocalDate rateDay,
            @Nullable CreditedBy creditedBy,
            @Nullable Invoiced invoiced) {

        static Key of(RoiLine line) {
            return new Key(
                    line.run(),
                    line.arm(),
                    line.channel(),
                    line.country(),
                    line.type().word(),
                    line.currency(),
                    line.unitPrice().stripTrailingZeros(),
                    line.type() == LineType.COST ? null : line.rateDay(),
                    line.creditedBy(),
                    line.invoiced());
        }
    }

    // The order of the file.
    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::run)
                    .thenComparingInt(Key::arm)
                    .thenComparing(Key::channel)
                    .thenComparing(Key::country)
                    .thenComparing(Key::type)
                    .thenComparing(Key::currency)
                    .thenComparing(Key::price)
                    .thenComparing(Key::rateDay, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(
                            Key::creditedBy, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(Key::invoiced, Comparator.nullsFirst(Invoiced.ORDER));

    private static final class Sides {
        private @Nullable RoiLine live;
        private @Nullable BookedLine pattern;
        private final List<BookedLine> booked = new ArrayList<>();

        @Nullable BookedLine pattern() {
            return pattern != null || booked.isEmpty() ? pattern : booked.getFirst();
        }
    }

    /// @param live at most one line a key
    /// @param corrects what the result is to say
    List<BookedLine> of(List<RoiLine> live, @Nullable YearMonth corrects) {
        Map<Key, Sides> keys = new TreeMap<>(ORDER);
        live.forEach(line -> keys.computeIfAbsent(Key.of(line), _ -> new Sides()).live = line);
        booked.forEach(line ->
                keys.computeIfAbsent(Key.of(line.line()), _ -> new Sides()).booked.add(line));
        for (var line : patterns) {
            var sides = keys.get(Key.of(line.line()));
            if (sides != null && sides.pattern == null) {
                sides.pattern = line;
            }
        }
        return keys.values().stream()
                .map(sides -> between(sides, corrects))
                .filter(Difference::saysSomething)
                .toList();
    }

    private static boolean saysSomething(BookedLine booked) {
        var converted = booked.converted();
        return booked.line().quantity() != 0
                || booked.line().amountMinor() != 0
                || (converted != null && converted.minor() != 0);
    }

    private BookedLine between(Sides sides, @Nullable YearMonth corrects) {
        var live = sides.live;
        var pattern = sides.pattern();
        if (pattern == null) {
            var fresh = booking.book(Objects.requireNonNull(live));
            return new BookedLine(fresh.line(), fresh.label(), fresh.converted(), corrects);
        }
        var model = live == null ? pattern.line() : live;
        var amount = live == null ? 0 : live.amountMinor();
        var rate = pattern.converted() == null ? booking.rate(model) : pattern.converted().rate();
        BookedLine.Converted converted = null;
        if (rate != null && reporting != null) {
            var already =
                    sides.booked.stream()
                            .map(BookedLine::converted)
                            .mapToLong(known -> known == null ? 0 : known.minor())
                            .sum();
            converted =
                    new BookedLine.Converted(
                            rate,
                            reporting,
                            rate.convert(amount, model.currency(), reporting) - already);
        }
        return new BookedLine(
                        model.on(pattern.line().rateDay())
                                .with(
                                        (live == null ? 0 : live.quantity())
                                                - quantity(sides.booked),
                                        amount - amount(sides.booked)),
                        pattern.label(),
                        converted,
                        corrects)
                .from(booking.label(model.run()).origin());
    }

    /// What the lines of one snapshot have beyond those of another, be it only in the reporting
    /// currency.
    static List<BookedLine> between(List<BookedLine> before, List<BookedLine> after) {
        Map<Key, List<BookedLine>> signed = new TreeMap<>(ORDER);
        after.forEach(line -> collect(signed, line));
        before.forEach(line -> collect(signed, negated(line)));
        return signed.values().stream()
                .map(same -> same.stream().reduce(Difference::plus).orElseThrow())
                .filter(Difference::saysSomething)
                .toList();
    }

    private static void collect(Map<Key, List<BookedLine>> keys, BookedLine line) {
        keys.computeIfAbsent(Key.of(line.line()), _ -> new ArrayList<>()).add(line);
    }

    private static BookedLine negated(BookedLine booked) {
        var line = booked.line();
        var converted = booked.converted();
        return new BookedLine(
                line.with(-line.quantity(), Math.negateExact(line.amountMinor())),
                booked.label(),
                converted == null
                        ? null
                        : new BookedLine.Converted(
                                converted.rate(), converted.currency(), -converted.minor()),
                booked.corrects());
    }

    private static BookedLine plus(BookedLine one, BookedLine other) {
        var a = one.converted();
        var b = other.converted();
        return new BookedLine(
                one.line()
                        .with(
                                one.line().quantity() + other.line().quantity(),
                                Math.addExact(
                                        one.line().amountMinor(), other.line().amountMinor())),
                one.label(),
                a == null || b == null
                        ? a
                        : new BookedLine.Converted(
                                a.rate(), a.currency(), Math.addExact(a.minor(), b.minor())),
                one.corrects());
    }

    private static long quantity(List<BookedLine> lines) {
        return lines.stream().mapToLong(known -> known.line().quantity()).sum();
    }

    private static long amount(List<BookedLine> lines) {
        return lines.stream().mapToLong(known -> known.line().amountMinor()).sum();
    }
}
