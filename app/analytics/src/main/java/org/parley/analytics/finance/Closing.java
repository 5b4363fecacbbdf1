package org.parley.analytics.finance;

import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.MonthBooks.Books;
import org.parley.analytics.finance.internal.EventBacklog;
import org.parley.analytics.finance.internal.PeriodStore;
import org.parley.core.audit.AuditLog;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// How a snapshot comes to be, a month's first one or a restatement: from stores that agree, and
/// from books that nobody changed meanwhile.
final class Closing {

    private static final int ATTEMPTS = 3;

    private final EventBacklog backlog;
    private final AuditLog audit;
    private final DSLContext postgres;
    private final Clock clock;
    private final Duration patience;

    /// @param patience how long a close waits for ClickHouse to have everything
    Closing(
            EventBacklog backlog,
            AuditLog audit,
            DSLContext postgres,
            Clock clock,
            Duration patience) {
        this.backlog = backlog;
        this.audit = audit;
        this.postgres = postgres;
        this.clock = clock;
        this.patience = patience;
    }

    /// What was computed from the snapshots that there were.
    ///
    /// @param snapshots how many
    record Draft(Books content, int snapshots) {}

    /// Computes again when a month was closed or restated meanwhile: half of the old books and half
    /// of the new ones would add up to neither.
    Draft steady(Supplier<Books> compute) {
        for (var attempt = 1; ; attempt++) {
            var before = PeriodStore.count(postgres);
            var content = compute.get();
            if (PeriodStore.count(postgres) == before) {
                return new Draft(content, before);
            }
            if (attempt == ATTEMPTS) {
                throw conflict("The books are being changed. Try again in a moment.");
            }
        }
    }

    /// Once both stores say the same.
    Draft agreed(Supplier<Books> compute) {
        var waiting = backlog.drain(null, clock.instant().plus(patience));
        if (waiting.isPresent()) {
            throw conflict(
                    "ClickHouse does not have everything yet: %s. Try again when it has."
                            .formatted(waiting.get()));
        }
        for (var attempt = 1; ; attempt++) {
            var draft = steady(compute);
            var apart = draft.content().ties().stream().filter(tie -> !tie.agrees()).toList();
            if (apart.isEmpty()) {
                return draft;
            }
            // A fact that came between the two readings looks like a difference, once.
            if (attempt == ATTEMPTS) {
                throw conflict(TieOut.words(apart));
            }
        }
    }

    /// @param number of the snapshot among those of its month, from 1
    /// @param wish null: the first one
    /// @param also to be done in the same transaction
    /// @throws ProblemException CONFLICT where another close or restatement came first: it may have
    ///   booked the same corrections
    PeriodSnapshot save(
            AccountingMonth span,
            int number,
            @Nullable String reporting,
            @Nullable Restatement wish,
            Draft draft,
            String actor,
            Consumer<DSLContext> also) {
        var lines = draft.content().lines();
        var unsealed =
                new PeriodSnapshot(
                        span.month(),
                        number,
                        span.opens(),
                        span.closes(),
                        reporting,
                        RoiRow.SCHEMA_VERSION,
                        lines.size(),
                        "",
                        wish == null ? null : wish.reason(),
                        wish == null ? null : wish.requestedBy(),
                        actor,
                        clock.instant());
        var snapshot = unsealed.withSha256(sha256(Cover.of(unsealed), lines));
        return postgres.transactionResult(tx -> {
            if (!PeriodStore.alone(tx.dsl()) || PeriodStore.count(tx.dsl()) != draft.snapshots()) {
                throw conflict("The books were changed a moment ago. Look again.");
            }
            also.accept(tx.dsl());
            PeriodStore.add(tx.dsl(), snapshot, lines);
            audit.record(
                    actor,
                    number == 1 ? "period.close" : "period.restate",
                    subject(snapshot.month()),
                    Map.of(
                            "snapshot", snapshot.name(),
                            "rows", snapshot.rows(),
                            "sha256", snapshot.sha256(),
                            "reason", Objects.requireNonNullElse(snapshot.reason(), "")));
            return snapshot;
        });
    }

    /// Of the file in the machine profile.
    static String sha256(Cover cover, List<BookedLine> lines) {
        return RoiFile.totals(cover, RoiProfile.MACHINE, lines::forEach).sha256();
    }

    /// Of entries of the audit log.
    static String subject(YearMonth month) {
        return "period/" + month;
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(ErrorCode.CONFLICT, detail);
    }
}
