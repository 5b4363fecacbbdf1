package org.parley.analytics.finance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lines come to beyond what is booked of them.
final class Difference {

    private final List<BookedLine> booked;
    private final Booking booking;
    private final @Nullable String reporting;

    /// @param reporting currency of the books; null: lines are not converted
    Difference(List<BookedLine> booked, Booking booking, @Nullable String reporting) {
        this.booked = booked;
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
            @Nullable LocalDate rateDay) {

        static Key of(RoiLine line) {
            return new Key(
                    line.run(),
                    line.arm(),
                    line.channel(),
                    line.country(),
                    line.type().word(),
                    line.currency(),
                    line.unitPrice().stripTrailingZeros(),
                    line.type() == LineType.COST ? null : line.rateDay());
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
                    .thenComparing(Key::rateDay, Comparator.nullsFirst(Comparator.naturalOrder()));

    private static final class Sides {
        private @Nullable RoiLine live;
        private final List<BookedLine> booked = new ArrayList<>();
    }

    /// @param live at most one line a key
    /// @param corrects what the result is to say
    List<BookedLine> of(List<RoiLine> live, @Nullable YearMonth corrects) {
        Map<Key, Sides> keys = new TreeMap<>(ORDER);
        live.forEach(line -> keys.computeIfAbsent(Key.of(line), _ -> new Sides()).live = line);
        booked.forEach(line ->
                keys.computeIfAbsent(Key.of(line.line()), _ -> new Sides()).booked.add(line));
        var lines = new ArrayList<BookedLine>();
        for (var sides : keys.values()) {
            var line = between(sides, corrects);
            if (line.line().quantity() != 0 || line.line().amountMinor() != 0) {
                lines.add(line);
            }
        }
        return lines;
    }

    private BookedLine between(Sides sides, @Nullable YearMonth corrects) {
        var live = sides.live;
        if (sides.booked.isEmpty() && live != null) {
            var fresh = booking.book(live);
            return new BookedLine(live, fresh.label(), fresh.converted(), corrects);
        }
        var first = sides.booked.getFirst();
        var model = live == null ? first.line() : live;
        var amount = live == null ? 0 : live.amountMinor();
        var rate = first.converted() == null ? booking.rate(model) : first.converted().rate();
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
                model.on(first.line().rateDay())
                        .with(
                                (live == null ? 0 : live.quantity()) - quantity(sides.booked),
                                amount - amount(sides.booked)),
                first.label(),
                converted,
                corrects);
    }

    /// What the lines of one snapshot have beyond those of another.
    static List<BookedLine> between(List<BookedLine> before, List<BookedLine> after) {
        Map<Key, List<BookedLine>> signed = new TreeMap<>(ORDER);
        after.forEach(line -> collect(signed, line));
        before.forEach(line -> collect(signed, negated(line)));
        var lines = new ArrayList<BookedLine>();
        for (var same : signed.values()) {
            var sum = same.stream().reduce(Difference::plus).orElseThrow();
            if (sum.line().quantity() != 0 || sum.line().amountMinor() != 0) {
                lines.add(sum);
            }
        }
        return lines;
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
