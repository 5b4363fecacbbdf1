package org.parley.analytics.finance;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.internal.LedgerTotals;
import org.parley.analytics.finance.internal.PeriodStore;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.analytics.finance.internal.RoiLines;

/// What belongs into the books of a month, computed from the facts of today. Whatever is booked
/// stays booked; what the facts of a closed month come to beyond that is a correction.
final class MonthBooks {

    private final RoiLines lines;
    private final LedgerTotals ledger;
    private final RoiContext context;
    private final PeriodStore store;
    private final ZoneId zone;

    /// @param zone whose midnights part months that were never closed
    MonthBooks(
            RoiLines lines,
            LedgerTotals ledger,
            RoiContext context,
            PeriodStore store,
            ZoneId zone) {
        this.lines = lines;
        this.ledger = ledger;
        this.context = context;
        this.store = store;
        this.zone = zone;
    }

    /// @param lines in the order of the file: those of the month, then corrections, month by month
    /// @param expected what the lines must add up to, by PostgreSQL's own rows
    record Books(List<BookedLine> lines, List<ControlTotals.Total> expected) {

        List<TieOut> ties() {
            var sums = new ControlTotals.Sum();
            lines.forEach(sums::add);
            return TieOut.between(sums.totals(), expected);
        }
    }

    /// Of a month that is not closed.
    ///
    /// @param first whether it is the first open one, which takes the corrections of all before
    Books open(AccountingMonth month, boolean first, @Nullable String reporting) {
        var booking = new Booking(context, reporting);
        var facts = month.facts(reporting);
        var booked = new ArrayList<BookedLine>();
        lines.forEach(facts, line -> booked.add(booking.book(line)));
        if (!first) {
            return new Books(booked, ledger.of(facts));
        }
        var before = before(month);
        var expected = new ControlTotals.Sum();
        for (var earlier : before) {
            var known = store.booked(earlier.month(), true, reporting);
            booked.addAll(
                    new Difference(known, List.of(), booking, reporting)
                            .of(live(earlier, reporting), earlier.month()));
            known.forEach(expected::subtract);
        }
        var bounds = new ArrayList<>(before.stream().map(AccountingMonth::opens).toList());
        bounds.add(month.opens());
        bounds.add(month.closes());
        ledger.until(bounds).forEach(expected::add);
        return new Books(booked, expected.totals());
    }

    /// Of a closed month, anew: without what has been corrected in other months meanwhile. The
    /// corrections that it holds itself stay, and so do the names and rates of its lines.
    Books restated(PeriodSnapshot month) {
        var reporting = month.reportingCurrency();
        var elsewhere = store.booked(month.month(), false, reporting);
        var booking = new Booking(context, reporting);
        var own = new ArrayList<BookedLine>();
        var corrections = new ArrayList<BookedLine>();
        store.forEach(month, line -> (line.corrects() == null ? own : corrections).add(line));
        var booked =
                new ArrayList<>(
                        new Difference(elsewhere, own, booking, reporting)
                                .of(live(month.span(), reporting), null));
        for (var line : corrections) {
            booked.add(line.from(booking.label(line.line().run()).origin()));
        }
        var expected = new ControlTotals.Sum();
        ledger.of(month.span().facts(reporting)).forEach(expected::add);
        elsewhere.forEach(expected::subtract);
        corrections.forEach(expected::add);
        return new Books(booked, expected.totals());
    }

    /// Every month up to the first open one that has facts or is closed, without a gap.
    private List<AccountingMonth> before(AccountingMonth firstOpen) {
        var closed = store.latest().stream().map(PeriodSnapshot::span).toList();
        var months = new ArrayList<>(past(closed.isEmpty() ? firstOpen : closed.getFirst()));
        months.addAll(closed);
        return months;
    }

    /// Months before the one with which the books begin: nobody can close them any more, and a
    /// campaign of the past may be imported at any time.
    private List<AccountingMonth> past(AccountingMonth begin) {
        var months = new TreeSet<YearMonth>();
        store.earliestCorrected().ifPresent(months::add);
        lines.forEach(
                RoiParameters.between(null, begin.opens(), null),
                // a day in UTC, which may be the one before in the zone
                line -> months.add(YearMonth.from(line.firstDay().minusDays(1))));
        var past = new ArrayList<AccountingMonth>();
        if (!months.isEmpty()) {
            for (var month = months.first();
                    month.isBefore(begin.month());
                    month = month.plusMonths(1)) {
                past.add(AccountingMonth.of(month, zone));
            }
        }
        if (!past.isEmpty()) {
            // in whatever zone the books began
            var last = past.removeLast();
            past.add(new AccountingMonth(last.month(), last.opens(), begin.opens()));
        }
        return past;
    }

    private List<RoiLine> live(AccountingMonth month, @Nullable String reporting) {
        var live = new ArrayList<RoiLine>();
        lines.forEach(month.facts(reporting), live::add);
        return live;
    }
}
