package org.parley.analytics.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.invoice.Accruals.Billed;
import org.parley.analytics.invoice.InvoiceLine.Place;
import org.parley.analytics.invoice.Reconciliation.MessageMatch;
import org.parley.analytics.invoice.Reconciliation.Row;
import org.parley.analytics.invoice.internal.BillQueries.Matched;
import org.parley.analytics.invoice.internal.InvoiceStore.PlaceSum;

/// Holds an invoice against what was accrued, place by place. What was accrued belongs to the place
/// of the invoice that says most of those that it fits and that are of messages. For one
/// reconciliation; not thread-safe.
final class Reconciling {

    // a price times a quantity, rounded on either side
    private static final long TOLERANCE_MINOR = 1;

    private final String currency;
    private final Accruals accruals;
    private final boolean release;
    private final Map<Key, Side> sides = new TreeMap<>(Key.ORDER);
    private final Allotment allotment = new Allotment();
    // whose messages are on the invoice: fees are theirs before all others'
    private final List<Accrued> bearers = new ArrayList<>();
    // what fees and credits were given to
    private final List<Accrued> burdened = new ArrayList<>();
    // where the invoice names messages: by number of the accrued
    private @Nullable Map<Integer, Matched> wanted;
    private final Map<Place, Place> names = new HashMap<>();
    private long unbookable;

    /// @param release what is accrued and not invoiced is taken back
    Reconciling(String currency, Accruals accruals, boolean release) {
        this.currency = currency;
        this.accruals = accruals;
        this.release = release;
    }

    private enum Kind {
        /// As the invoice names it.
        PLACE,
        /// Of messages that were not sent from here.
        UNKNOWN,
        /// Of messages that the invoice is not of.
        LEFT
    }

    private record Key(Place place, Kind kind) {
        static final Comparator<Key> ORDER =
                Comparator.<Key, YearMonth>comparing(key -> key.place().month())
                        .thenComparing(key -> key.place().channel())
                        .thenComparing(key -> key.place().country())
                        .thenComparing(key -> key.place().category())
                        .thenComparing(key -> key.place().account())
                        .thenComparing(Key::kind);
    }

    private static final class Side {
        private long lines;
        private long quantity;
        private BigDecimal amount = BigDecimal.ZERO;
        private final List<Accrued> accrued = new ArrayList<>();
        // of messages that the file names, by number of the accrued
        private final Map<Integer, BigDecimal> own = new TreeMap<>();
        private boolean borne = true;

        /// Whether it is of messages, and not a fee or a credit.
        boolean settles() {
            return quantity > 0 && amount.signum() >= 0;
        }

        void add(long moreLines, long moreQuantity, BigDecimal more) {
            lines += moreLines;
            quantity += moreQuantity;
            amount = amount.add(more);
        }
    }

    /// Lines that are of many messages each.
    void invoiced(List<PlaceSum> sums) {
        for (var sum : sums) {
            side(sum.place(), Kind.PLACE).add(sum.lines(), sum.quantity(), sum.amount());
        }
    }

    /// Lines of single messages: those of senders, and those that nobody here sent.
    void messages(List<Matched> matched, List<PlaceSum> unknown) {
        var numbers =
                accruals.all().stream().collect(Collectors.toMap(Accrued::sender, Accrued::number));
        var byNumber = new TreeMap<Integer, Matched>();
        for (var lines : matched) {
            var number = numbers.get(lines.sender());
            byNumber.put(number, lines);
            var side = side(Accrued.place(lines.sender()), Kind.PLACE);
            side.add(lines.lines(), lines.quantity(), lines.amount());
            side.own.put(number, lines.amount());
        }
        wanted = byNumber;
        for (var sum : unknown) {
            side(sum.place(), Kind.UNKNOWN).add(sum.lines(), sum.quantity(), sum.amount());
        }
    }

    private Side side(Place place, Kind kind) {
        return sides.computeIfAbsent(new Key(place, kind), _ -> new Side());
    }

    /// Once all lines are told.
    ///
    /// @param zone for the reader
    Reconciliation result(long totalMinor, String zone, @Nullable MessageMatch match) {
        if (wanted == null) {
            byPlace();
        } else {
            byMessage(wanted);
        }
        var rows = new ArrayList<Row>();
        sides.forEach((key, side) -> {
            if (side.lines > 0 || side.accrued.stream().anyMatch(Accrued::open)) {
                rows.add(row(key, side));
            }
        });
        var rounding = totalMinor - rows.stream().mapToLong(Row::invoicedMinor).sum();
        round(rounding);
        var foreign = accruals.others().stream().filter(this::isOf).toList();
        var bookings = allotment.bookings();
        var accrued = rows.stream().mapToLong(Row::accruedMinor).sum();
        return new Reconciliation(
                currency,
                zone,
                TOLERANCE_MINOR,
                totalMinor,
                accrued,
                totalMinor - accrued,
                rounding,
                rows.stream()
                        .filter(row -> row.status() == LineStatus.ONLY_PARLEY)
                        .mapToLong(Row::accruedMinor)
                        .sum(),
                release,
                unbookable,
                bookings.stream().mapToLong(Reconciliation.Booking::trueUpMinor).sum(),
                rows,
                bookings,
                Accruals.sums(foreign),
                match);
    }

    private boolean isOf(Billed other) {
        var sender = other.bills().sender();
        return wanted == null
                ? place(Accrued.place(sender), side -> side.settles() || !side.borne) != null
                : wanted.values().stream().anyMatch(lines -> lines.sender().equals(sender));
    }

    private void byPlace() {
        for (var accrued : accruals.all()) {
            var place = place(accrued.place(), Side::settles);
            if (place == null) {
                side(accrued.place(), Kind.LEFT).accrued.add(accrued);
            } else {
                side(place, Kind.PLACE).accrued.add(accrued);
                bearers.add(accrued);
            }
        }
    }

    /// Only messages that are named are invoiced, whatever other lines there are.
    private void byMessage(Map<Integer, Matched> named) {
        var naming = new Naming(currency);
        for (var accrued : accruals.all()) {
            var lines = named.get(accrued.number());
            var left = accrued;
            if (lines != null) {
                var parts = naming.part(accrued, lines);
                side(accrued.place(), Kind.PLACE).accrued.add(parts.named());
                bearers.add(parts.named());
                left = parts.left();
            }
            if (accrued.inPeriod()) {
                side(accrued.place(), Kind.LEFT).accrued.add(left);
            }
        }
    }

    /// Of those on the invoice, the one that says most; null: none fits.
    private @Nullable Place place(Place of, Predicate<Side> which) {
        var named = named(of);
        return sides.entrySet().stream()
                .filter(each -> each.getKey().kind() == Kind.PLACE && each.getValue().lines > 0)
                .filter(each -> which.test(each.getValue()))
                .map(each -> each.getKey().place())
                .filter(place -> place.holds(named))
                .max(Comparator.comparingInt(Place::words))
                .orElse(null);
    }

    private Place named(Place of) {
        return of.account().isEmpty() ? names.computeIfAbsent(of, this::withAccount) : of;
    }

    /// Whose account the plan left open is of the only one that the invoice names.
    private Place withAccount(Place of) {
        var accounts = new HashSet<String>();
        sides.forEach((key, side) -> {
            if (side.lines > 0 && key.place().near(of)) {
                accounts.add(key.place().account());
            }
        });
        accounts.remove("");
        return accounts.size() == 1
                ? new Place(
                        accounts.iterator().next(),
                        of.channel(),
                        of.country(),
                        of.category(),
                        of.month())
                : of;
    }

    private Row row(Key key, Side side) {
        var invoiced = MinorUnit.round(side.amount, currency);
        var open = side.accrued.stream().mapToLong(Accrued::openMinor).sum();
        var openMessages = side.accrued.stream().mapToLong(Accrued::openMessages).sum();
        var settled =
                side.accrued.stream()
                        .mapToLong(each -> each.messages() - each.openMessages())
                        .sum();
        if (side.lines > 0) {
            book(key, side, invoiced);
        } else if (release) {
            allotment.settle(side.accrued);
        }
        var difference = invoiced - open;
        var byQuantity = byQuantity(side, openMessages, open, difference);
        var place = key.place();
        return new Row(
                place.month(),
                place.account(),
                place.channel(),
                place.country(),
                place.category(),
                side.lines,
                side.quantity,
                invoiced,
                openMessages,
                open,
                settled,
                difference,
                byQuantity,
                difference - byQuantity,
                side.borne,
                status(side, openMessages, open, difference - byQuantity));
    }

    /// The other number of messages at the price that was accrued; an amount without messages is no
    /// matter of their number.
    private static long byQuantity(Side side, long messages, long minor, long difference) {
        if (messages == 0) {
            return side.quantity == 0 ? 0 : difference;
        }
        if (side.lines > 0 && side.quantity == 0) {
            return 0;
        }
        return BigDecimal.valueOf(minor)
                .multiply(BigDecimal.valueOf(side.quantity - messages))
                .divide(BigDecimal.valueOf(messages), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static LineStatus status(Side side, long messages, long minor, long byPrice) {
        if (side.lines == 0) {
            return LineStatus.ONLY_PARLEY;
        }
        if (messages == 0 && minor == 0) {
            return LineStatus.ONLY_INVOICE;
        }
        var price = Math.abs(byPrice) > TOLERANCE_MINOR;
        var quantity = side.quantity != messages;
        return price && quantity
                ? LineStatus.PRICE_AND_QUANTITY_DIFFER
                : price
                        ? LineStatus.PRICE_DIFFERS
                        : quantity ? LineStatus.QUANTITY_DIFFERS : LineStatus.AGREES;
    }

    private void book(Key key, Side side, long invoiced) {
        allotment.settle(side.accrued);
        var own = 0L;
        if (!side.own.isEmpty()) {
            allotment.give(List.copyOf(side.own.values()), side.accrued, currency);
            own =
                    MinorUnit.round(
                            side.own.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                            currency);
        }
        if (invoiced == own && !side.own.isEmpty()) {
            return;
        }
        var among =
                side.accrued.isEmpty() && key.kind() == Kind.PLACE
                        ? near(key.place())
                        : side.accrued;
        if (among.isEmpty()) {
            side.borne = false;
            unbookable += invoiced;
        } else {
            burdened.addAll(among);
            allotment.give(invoiced - own, among);
        }
    }

    /// Those whose messages went the same way in the month, of the account that the place names, or
    /// of one that nobody knows; those on the invoice, if any are.
    private List<Accrued> near(Place place) {
        return Stream.<Predicate<Place>>of(
                        place::holds,
                        sent -> place.ofAccount(sent) && place.near(sent),
                        sent -> sent.account().isEmpty() && place.near(sent))
                .flatMap(fits ->
                        Stream.of(bearers, accruals.all())
                                .map(some ->
                                        some.stream()
                                                .filter(each -> fits.test(named(each.place())))
                                                .toList()))
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private void round(long rounding) {
        if (rounding != 0) {
            var settled =
                    sides.values().stream()
                            .filter(side -> side.lines > 0)
                            .flatMap(side -> side.accrued.stream())
                            .toList();
            var among = settled.isEmpty() ? burdened : settled;
            if (among.isEmpty()) {
                unbookable += rounding;
            } else {
                allotment.give(rounding, among);
            }
        }
    }
}
