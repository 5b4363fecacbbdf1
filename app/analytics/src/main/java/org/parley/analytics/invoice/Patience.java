package org.parley.analytics.invoice;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// Holds an invoice against the send ledger for so long and no longer: others wait for the lock of
/// the books meanwhile.
///
/// @param limit of each question to PostgreSQL
record Patience(DSLContext postgres, Duration limit) {

    private static final String CANCELLED = "57014";
    private static final String LOCKED = "55P03";

    /// In a transaction of its own.
    ///
    /// @throws ProblemException UNAVAILABLE where it takes longer, with the remedy
    <T> T within(Function<DSLContext, T> work) {
        try {
            return postgres.transactionResult(tx -> {
                set(tx.dsl(), "statement_timeout", limit);
                // shorter, so that it tells a wait from work
                set(tx.dsl(), "lock_timeout", limit.dividedBy(2));
                return work.apply(tx.dsl());
            });
        } catch (RuntimeException e) {
            throw switch (state(e)) {
                case CANCELLED ->
                        unavailable(
                                "Comparing this invoice took longer than %d s, and was given up. Import it in parts, such as a month each, or allow more by parley.limits.reconciliation (PARLEY_LIMITS_RECONCILIATION)."
                                        .formatted(limit.toSeconds()));
                case LOCKED ->
                        unavailable(
                                "Another invoice is being booked. Try again in a minute; nothing was changed.");
                case null, default -> e;
            };
        }
    }

    private static void set(DSLContext transaction, String setting, Duration limit) {
        transaction.fetch(
                "select set_config({0}, {1}, true)",
                DSL.val(setting), DSL.val(Long.toString(limit.toMillis())));
    }

    private static @Nullable String state(@Nullable Throwable e) {
        for (var next = e; next != null; next = next.getCause()) {
            if (next instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(ErrorCode.UNAVAILABLE, detail);
    }
}
