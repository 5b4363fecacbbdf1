package org.parley.analytics.finance;

import java.util.ArrayList;
import java.util.List;
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

    MonthBooks(RoiLines lines, LedgerTotals ledger, RoiContext context, PeriodStore store) {
        this.lines = lines;
        this.ledger = ledger;
        this.context = context;
        this.store = store;
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
    /// @param corrected closed months whose corrections it takes: all of them, where it is the
    ///   first open one, else none
    Books open(AccountingMonth month, List<PeriodSnapshot> corrected, @Nullable String reporting) {
        var booking = new Booking(context, reporting);
        var facts = month.facts(reporting);
        var booked = new ArrayList<BookedLine>();
        var expected = new ControlTotals.Sum();
        lines.forEach(facts, line -> booked.add(booking.book(line)));
        ledger.of(facts).forEach(expected::add);
        for (var closed : corrected) {
            var known = store.booked(closed, true);
            booked.addAll(
                    new Difference(known, booking, reporting).of(live(closed), closed.month()));
            ledger.of(closed.span().facts(reporting)).forEach(expected::add);
            known.forEach(expected::subtract);
        }
        return new Books(booked, expected.totals());
    }

    /// Of a closed month, anew: without what has been corrected in other months meanwhile. The
    /// corrections that it holds itself stay.
    Books restated(PeriodSnapshot month) {
        var reporting = month.reportingCurrency();
        var elsewhere = store.booked(month, false);
        var booked =
                new ArrayList<>(
                        new Difference(elsewhere, new Booking(context, reporting), reporting)
                                .of(live(month), null));
        var expected = new ControlTotals.Sum();
        ledger.of(month.span().facts(reporting)).forEach(expected::add);
        elsewhere.forEach(expected::subtract);
        store.forEach(
                month,
                line -> {
                    if (line.corrects() != null) {
                        booked.add(line);
                        expected.add(line);
                    }
                });
        return new Books(booked, expected.totals());
    }

    private List<RoiLine> live(PeriodSnapshot month) {
        var live = new ArrayList<RoiLine>();
        lines.forEach(month.span().facts(month.reportingCurrency()), live::add);
        return live;
    }
}
