package org.parley.analytics.finance;

import static org.parley.analytics.finance.Closing.conflict;
import static org.parley.analytics.finance.Closing.subject;

import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.parley.analytics.finance.internal.PeriodStore;
import org.parley.analytics.finance.internal.RestatementStore;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ProblemException;

/// Closing a closed month anew: one asks and says why, another agrees, and a further snapshot is
/// made beside the old ones.
public final class Restatements {

    private final MonthBooks books;
    private final PeriodStore store;
    private final RestatementStore restatements;
    private final Closing closing;
    private final AuditLog audit;
    private final DSLContext postgres;
    private final Clock clock;

    Restatements(
            MonthBooks books,
            PeriodStore store,
            RestatementStore restatements,
            Closing closing,
            AuditLog audit,
            DSLContext postgres,
            Clock clock) {
        this.books = books;
        this.store = store;
        this.restatements = restatements;
        this.closing = closing;
        this.audit = audit;
        this.postgres = postgres;
        this.clock = clock;
    }

    /// Asks for a month to be closed anew with what is known today.
    ///
    /// @throws ProblemException CONFLICT where it is open, or somebody asked already; FORBIDDEN to
    ///   programs
    public Restatement request(YearMonth month, String reason, String actor) {
        member(actor);
        closed(month);
        return postgres.transactionResult(tx -> {
            var wish =
                    RestatementStore.add(tx.dsl(), month, reason, actor, clock.instant())
                            .orElseThrow(() ->
                                    conflict("A restatement of %s is undecided.".formatted(month)));
            audit.record(
                    actor, "period.restatement.request", subject(month), Map.of("reason", reason));
            return wish;
        });
    }

    /// Makes the further snapshot.
    ///
    /// @param seen the digest that [#preview] gave: what is approved is what was looked at
    /// @throws ProblemException NOT_FOUND; CONFLICT where it is decided, the actor is who asked, or
    ///   it would change something else by now; FORBIDDEN to programs
    public PeriodSnapshot approve(long restatement, String seen, String actor) {
        member(actor);
        var wish = undecided(restatement);
        if (wish.requestedBy().equals(actor)) {
            throw conflict("Somebody else has to approve what you asked for.");
        }
        var before = closed(wish.month());
        var draft = closing.agreed(() -> books.restated(before));
        if (!sha256(before, draft.content().lines()).equals(seen)) {
            throw conflict(
                    "What the restatement changes is another thing than what you were shown: something came in since. Look at the difference again, then approve.");
        }
        return closing.save(
                before.span(),
                before.number() + 1,
                before.reportingCurrency(),
                wish,
                draft,
                actor,
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
        AccountingMonth.known("month", month);
        var snapshots = store.of(month);
        if (number < 2 || number > snapshots.size()) {
            throw ProblemException.notFound("restatement", month + "/" + number);
        }
        var before = snapshots.get(number - 2);
        var after = snapshots.get(number - 1);
        return between(before, after.sha256(), lines(after));
    }

    /// What a restatement would change today.
    ///
    /// @throws ProblemException CONFLICT where the month is open
    public PeriodChange preview(YearMonth month) {
        var before = closed(month);
        var after = closing.agreed(() -> books.restated(before)).content().lines();
        return between(before, sha256(before, after), after);
    }

    private PeriodChange between(PeriodSnapshot before, String sha256, List<BookedLine> after) {
        return PeriodChange.of(before.name(), sha256, Difference.between(lines(before), after));
    }

    private static String sha256(PeriodSnapshot before, List<BookedLine> after) {
        return Closing.sha256(Cover.next(before), after);
    }

    private static void member(String actor) {
        TwoPeople.member(actor, "A restatement");
    }

    private List<BookedLine> lines(PeriodSnapshot snapshot) {
        List<BookedLine> lines = new ArrayList<>();
        store.forEach(snapshot, lines::add);
        return lines;
    }

    private PeriodSnapshot closed(YearMonth month) {
        AccountingMonth.known("month", month);
        return store.latest(month)
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
}
