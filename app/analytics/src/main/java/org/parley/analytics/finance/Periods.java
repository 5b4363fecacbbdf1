package org.parley.analytics.finance;

import com.clickhouse.client.api.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MonthBooks.Books;
import org.parley.analytics.finance.internal.EventBacklog;
import org.parley.analytics.finance.internal.LedgerTotals;
import org.parley.analytics.finance.internal.PeriodStore;
import org.parley.analytics.finance.internal.RestatementStore;
import org.parley.analytics.finance.internal.RoiContext;
import org.parley.analytics.finance.internal.RoiLines;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ProblemException;

/// The months of the books. Closing one makes a snapshot that never changes; what is learnt later
/// is booked as a correction in the first open month, or, where two people agree on it, the month
/// is restated by a further snapshot. What happened before the month with which the books began is
/// learnt late too. So that at any time: closed months and open corrections together are what the
/// facts of today come to.
public final class Periods {

    private final MonthBooks books;
    private final PeriodStore store;
    private final RestatementStore wishes;
    private final Closing closing;
    private final Restatements restatements;
    private final Clock clock;
    private final ZoneId zone;

    private Periods(
            MonthBooks books,
            PeriodStore store,
            RestatementStore wishes,
            Closing closing,
            Restatements restatements,
            Clock clock,
            ZoneId zone) {
        this.books = books;
        this.store = store;
        this.wishes = wishes;
        this.closing = closing;
        this.restatements = restatements;
        this.clock = clock;
        this.zone = zone;
    }

    /// @param zone whose midnights part the months
    /// @param patience how long a close waits for ClickHouse to have everything
    public static Periods over(
            DSLContext postgres,
            Client clickHouse,
            AuditLog audit,
            CreditWindows windows,
            Clock clock,
            ZoneId zone,
            Duration patience) {
        var store = new PeriodStore(postgres);
        var wishes = new RestatementStore(postgres);
        var books =
                new MonthBooks(
                        new RoiLines(clickHouse, postgres),
                        new LedgerTotals(postgres),
                        new RoiContext(postgres, windows),
                        store,
                        zone);
        var closing =
                new Closing(new EventBacklog(postgres, clock), audit, postgres, clock, patience);
        return new Periods(
                books,
                store,
                wishes,
                closing,
                new Restatements(books, store, wishes, closing, audit, postgres, clock),
                clock,
                zone);
    }

    public Restatements restatements() {
        return restatements;
    }

    /// From the month with which the books begin to this one, the latest first.
    public List<Period> list() {
        var first = begin();
        if (first == null) {
            return List.of();
        }
        var open = firstOpen();
        var closed = store.all();
        var asked = wishes.all();
        List<Period> periods = new ArrayList<>();
        for (var month = YearMonth.now(clock.withZone(zone));
                !month.isBefore(first);
                month = month.minusMonths(1)) {
            periods.add(
                    period(
                            month,
                            open,
                            closed.getOrDefault(month, List.of()),
                            asked.getOrDefault(month, List.of())));
        }
        return periods;
    }

    private Period period(
            YearMonth month,
            @Nullable YearMonth open,
            List<PeriodSnapshot> snapshots,
            List<Restatement> asked) {
        var span = snapshots.isEmpty() ? span(month) : snapshots.getLast().span();
        return new Period(
                span,
                snapshots.isEmpty() ? PeriodStatus.OPEN : snapshots.getLast().status(),
                month.equals(open) && span.overAt(clock.instant()),
                snapshots,
                asked);
    }

    /// Null: nothing was ever sent.
    private @Nullable YearMonth firstOpen() {
        var closed = store.latest();
        return closed.isEmpty() ? begin() : closed.getLast().month().plusMonths(1);
    }

    /// The first month that was closed, or else that of the first run. Null: nothing was ever sent.
    private @Nullable YearMonth begin() {
        var closed = store.latest();
        return closed.isEmpty()
                ? store.firstRun().map(run -> YearMonth.from(run.atZone(zone))).orElse(null)
                : closed.getFirst().month();
    }

    Optional<PeriodSnapshot> latest(YearMonth month) {
        return store.latest(month);
    }

    /// Of a month that is not closed. It begins where the closed month before it ended, also when
    /// the zone was set to another since: no fact falls between two months or into both.
    AccountingMonth span(YearMonth month) {
        var span = AccountingMonth.of(month, zone);
        return latest(month.minusMonths(1))
                .map(before -> new AccountingMonth(month, before.closes(), span.closes()))
                .orElse(span);
    }

    /// Of a month that is not closed, as its file would be now.
    ///
    /// @throws ProblemException CONFLICT where the books are kept in another currency, or begin
    ///   later
    Books open(YearMonth month, @Nullable String reporting) {
        var begin = begin();
        if (begin != null && month.isBefore(begin)) {
            throw Closing.conflict(
                    "The books begin with %s. What was before is corrected in the first open month."
                            .formatted(begin));
        }
        var kept = kept(reporting);
        return closing.steady(() -> books.open(span(month), month.equals(firstOpen()), kept))
                .content();
    }

    /// The currency that lines are converted to; once a month is closed, that of the books.
    private @Nullable String kept(@Nullable String asked) {
        var closed = store.latest();
        if (closed.isEmpty()) {
            return asked;
        }
        var kept = closed.getLast().reportingCurrency();
        if (asked != null && !asked.equals(kept)) {
            throw Closing.conflict(
                    kept == null
                            ? "The books are kept without a reporting currency. Leave it out."
                            : "The books are kept in %s. Leave the reporting currency out."
                                    .formatted(kept));
        }
        return kept;
    }

    /// Closes a month for good.
    ///
    /// @param reporting currency that lines are converted to; null: that of the months before
    /// @throws ProblemException CONFLICT with the remedy: another month is first, it is not over,
    ///   the stores do not agree (yet), or an exchange rate is missing
    public PeriodSnapshot close(YearMonth month, @Nullable String reporting, String actor) {
        AccountingMonth.known("month", month);
        // refuses what is no currency
        RoiParameters.between(null, null, reporting);
        var due = firstOpen();
        if (!month.equals(due)) {
            throw Closing.conflict(
                    due == null
                            ? "Nothing was sent yet: there is nothing to close."
                            : "%s is the next month to close.".formatted(due));
        }
        var span = span(month);
        if (!span.overAt(clock.instant())) {
            throw Closing.conflict("%s is not over before %s.".formatted(month, span.closes()));
        }
        var kept = kept(reporting);
        var draft = closing.agreed(() -> books.open(span, true, kept));
        return closing.save(span, 1, kept, null, draft, actor, _ -> {});
    }

    void forEach(PeriodSnapshot snapshot, Consumer<BookedLine> each) {
        store.forEach(snapshot, each);
    }
}
