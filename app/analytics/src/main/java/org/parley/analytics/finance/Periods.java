package org.parley.analytics.finance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// The months of the books. Closing one makes a snapshot that never changes; what is learnt later
/// is booked as a correction in the first open month, or, where two people agree on it, the month
/// is restated by a further snapshot. So that at any time: closed months and open corrections
/// together are what the facts of today come to.
public final class Periods {

    private static final int ATTEMPTS = 3;

    private final MonthBooks books;
    private final PeriodStore store;
    private final RestatementStore restatements;
    private final EventBacklog backlog;
    private final AuditLog audit;
    private final DSLContext postgres;
    private final Clock clock;
    private final ZoneId zone;
    private final Duration patience;

    private Periods(
            MonthBooks books,
            PeriodStore store,
            RestatementStore restatements,
            EventBacklog backlog,
            AuditLog audit,
            DSLContext postgres,
            Clock clock,
            ZoneId zone,
            Duration patience) {
        this.books = books;
        this.store = store;
        this.restatements = restatements;
        this.backlog = backlog;
        this.audit = audit;
        this.postgres = postgres;
        this.clock = clock;
        this.zone = zone;
        this.patience = patience;
    }

    /// @param zone whose midnights part the months
    /// @param patience how long a close waits for ClickHouse to have everything
    public static Periods over(
            DSLContext postgres,
            DSLContext clickHouse,
            AuditLog audit,
            Clock clock,
            ZoneId zone,
            Duration patience) {
        var store = new PeriodStore(postgres);
        return new Periods(
                new MonthBooks(
                        new RoiLines(clickHouse),
                        new LedgerTotals(postgres),
                        new RoiContext(postgres),
                        store),
                store,
                new RestatementStore(postgres),
                new EventBacklog(postgres, clock),
                audit,
                postgres,
                clock,
                zone,
                patience);
    }

    /// From the month of the first run to this one, the latest first.
    public List<Period> list() {
        var first = store.firstRun().map(run -> YearMonth.from(run.atZone(zone)));
        if (first.isEmpty()) {
            return List.of();
        }
        var open = firstOpen();
        List<Period> periods = new ArrayList<>();
        for (var month = YearMonth.now(clock.withZone(zone));
                !month.isBefore(first.get());
                month = month.minusMonths(1)) {
            periods.add(period(month, open));
        }
        return periods;
    }

    private Period period(YearMonth month, @Nullable YearMonth open) {
        var snapshots = store.of(month);
        var span =
                snapshots.isEmpty() ? AccountingMonth.of(month, zone) : snapshots.getLast().span();
        return new Period(
                span,
                snapshots.isEmpty() ? PeriodStatus.OPEN : snapshots.getLast().status(),
                month.equals(open) && span.overAt(clock.instant()),
                snapshots,
                restatements.of(month));
    }

    /// Null: nothing was ever sent.
    private @Nullable YearMonth firstOpen() {
        var closed = store.latest();
        return closed.isEmpty()
                ? store.firstRun().map(run -> YearMonth.from(run.atZone(zone))).orElse(null)
                : closed.getLast().month().plusMonths(1);
    }

    Optional<PeriodSnapshot> latest(YearMonth month) {
        return store.of(month).stream().reduce((_, later) -> later);
    }

    AccountingMonth span(YearMonth month) {
        return AccountingMonth.of(month, zone);
    }

    /// Of a month that is not closed, as its file would be now.
    ///
    /// @throws ProblemException CONFLICT where the books are kept in another currency
    Books open(YearMonth month, @Nullable String reporting) {
        var closed = store.latest();
        var kept = closed.isEmpty() ? reporting : closed.getLast().reportingCurrency();
        if (reporting != null && !reporting.equals(kept)) {
            throw conflict(
                    kept == null
                            ? "The books are kept without a reporting currency. Leave it out."
                            : "The books are kept in %s. Leave the reporting currency out."
                                    .formatted(kept));
        }
        return books.open(span(month), month.equals(firstOpen()) ? closed : List.of(), kept);
    }

    /// Closes a month for good.
    ///
    /// @param reporting currency that lines are converted to; null: that of the months before
    /// @throws ProblemException CONFLICT with the remedy: another month is first, it is not over,
    ///   the stores do not agree (yet), or an exchange rate is missing
    public PeriodSnapshot close(YearMonth month, @Nullable String reporting, String actor) {
        RoiParameters.between(null, null, reporting);
        var due = firstOpen();
        if (!month.equals(due)) {
            throw conflict(
                    due == null
                            ? "Nothing was sent yet: there is nothing to close."
                            : "%s is the next month to close.".formatted(due));
        }
        var span = span(month);
        if (!span.overAt(clock.instant())) {
            throw conflict("%s is not over before %s.".formatted(month, span.closes()));
        }
        var content = agreed(() -> open(month, reporting));
        var closed = store.latest();
        var kept = closed.isEmpty() ? reporting : closed.getLast().reportingCurrency();
        return save(snapshot(span, 1, kept, null, content, actor), content, _ -> {});
    }

    /// Asks for a month to be closed anew with what is known today.
    ///
    /// @throws ProblemException CONFLICT where it is open, or somebody asked already
    public Restatement request(YearMonth month, String reason, String actor) {
        closed(month);
        var wish =
                restatements
                        .add(month, reason, actor, clock.instant())
                        .orElseThrow(() ->
                                conflict("A restatement of %s is undecided.".formatted(month)));
        audit.record(actor, "period.restatement.request", subject(month), Map.of("reason", reason));
        return wish;
    }

    /// Makes the further snapshot.
    ///
    /// @throws ProblemException NOT_FOUND; CONFLICT where it is decided, or the actor is who asked
    public PeriodSnapshot approve(long restatement, String actor) {
        var wish = undecided(restatement);
        if (wish.requestedBy().equals(actor)) {
            throw conflict("Somebody else has to approve what you asked for.");
        }
        var before = closed(wish.month());
        var content = agreed(() -> books.restated(before));
        return save(
                snapshot(
                        before.span(),
                        before.number() + 1,
                        before.reportingCurrency(),
                        wish,
                        content,
                        actor),
                content,
                transaction -> decide(transaction, wish, true, actor));
    }

    /// @throws ProblemException NOT_FOUND; CONFLICT where it is decided
    public void refuse(long restatement, String actor) {
        var wish = undecided(restatement);
        postgres.transaction(tx -> {
            decide(tx.dsl(), wish, false, actor);
            audit.record(
                    actor,
                    "period.restatement.refuse",
                    subject(wish.month()),
                    Map.of("reason", wish.reason()));
        });
    }

    /// What a snapshot changed against the one before it.
    ///
    /// @throws ProblemException NOT_FOUND where there is no such snapshot or none before it
    public PeriodChange change(YearMonth month, int number) {
        var snapshots = store.of(month);
        if (number < 2 || number > snapshots.size()) {
            throw ProblemException.notFound("restatement", month + "/" + number);
        }
        return between(snapshots.get(number - 2), lines(snapshots.get(number - 1)));
    }

    /// What a restatement would change today.
    ///
    /// @throws ProblemException CONFLICT where the month is open
    public PeriodChange preview(YearMonth month) {
        var before = closed(month);
        return between(before, agreed(() -> books.restated(before)).lines());
    }

    void forEach(PeriodSnapshot snapshot, Consumer<BookedLine> each) {
        store.forEach(snapshot, each);
    }

    private PeriodChange between(PeriodSnapshot before, List<BookedLine> after) {
        return PeriodChange.of(before.name(), Difference.between(lines(before), after));
    }

    private List<BookedLine> lines(PeriodSnapshot snapshot) {
        List<BookedLine> lines = new ArrayList<>();
        store.forEach(snapshot, lines::add);
        return lines;
    }

    private PeriodSnapshot closed(YearMonth month) {
        return latest(month)
                .orElseThrow(() -> conflict("%s is open: nothing to restate.".formatted(month)));
    }

    private Restatement undecided(long id) {
        var wish =
                restatements
                        .find(id)
                        .orElseThrow(() -> ProblemException.notFound("restatement", id));
        if (wish.decidedBy() != null) {
            throw conflict(
                    "This restatement was %s by %s.".formatted(wish.state(), wish.decidedBy()));
        }
        return wish;
    }

    private void decide(DSLContext transaction, Restatement wish, boolean approved, String actor) {
        if (!RestatementStore.decide(transaction, wish.id(), approved, actor, clock.instant())) {
            throw conflict("This restatement was decided a moment ago.");
        }
    }

    /// Once both stores say the same.
    private Books agreed(Supplier<Books> compute) {
        var waiting = backlog.drain(null, clock.instant().plus(patience));
        if (waiting.isPresent()) {
            throw conflict(
                    "ClickHouse does not have everything yet: %s. Try again when it has."
                            .formatted(waiting.get()));
        }
        for (var attempt = 1; ; attempt++) {
            var content = compute.get();
            var apart = content.ties().stream().filter(tie -> !tie.agrees()).toList();
            if (apart.isEmpty()) {
                return content;
            }
            // A fact that came between the two readings looks like a difference, once.
            if (attempt == ATTEMPTS) {
                throw conflict(TieOut.words(apart));
            }
        }
    }

    private PeriodSnapshot snapshot(
            AccountingMonth span,
            int number,
            @Nullable String reporting,
            @Nullable Restatement wish,
            Books content,
            String actor) {
        var snapshot =
                new PeriodSnapshot(
                        span.month(),
                        number,
                        span.opens(),
                        span.closes(),
                        reporting,
                        RoiRow.SCHEMA_VERSION,
                        content.lines().size(),
                        "",
                        wish == null ? null : wish.reason(),
                        wish == null ? null : wish.requestedBy(),
                        actor,
                        clock.instant());
        return snapshot.withSha256(sha256(snapshot, content.lines()));
    }

    private static String sha256(PeriodSnapshot snapshot, List<BookedLine> lines) {
        try (var file =
                new RoiFile(
                        OutputStream.nullOutputStream(), Cover.of(snapshot), RoiProfile.MACHINE)) {
            for (var line : lines) {
                file.write(line);
            }
            return file.finish().sha256();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PeriodSnapshot save(PeriodSnapshot snapshot, Books content, Consumer<DSLContext> also) {
        return postgres.transactionResult(tx -> {
            // two closes at once would each book the same corrections
            if (!PeriodStore.alone(tx.dsl())
                    || snapshot.number() != PeriodStore.count(tx.dsl(), snapshot.month()) + 1) {
                throw conflict("The books were changed a moment ago. Look again.");
            }
            also.accept(tx.dsl());
            PeriodStore.add(tx.dsl(), snapshot, content.lines());
            audit.record(
                    snapshot.closedBy(),
                    snapshot.number() == 1 ? "period.close" : "period.restate",
                    subject(snapshot.month()),
                    Map.of(
                            "snapshot", snapshot.name(),
                            "rows", snapshot.rows(),
                            "sha256", snapshot.sha256(),
                            "reason", Objects.requireNonNullElse(snapshot.reason(), "")));
            return snapshot;
        });
    }

    private static String subject(YearMonth month) {
        return "period/" + month;
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
