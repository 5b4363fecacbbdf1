package org.parley.analytics.question;

import org.jspecify.annotations.Nullable;
import org.parley.core.audience.RunSelection;
import org.parley.core.kernel.ProblemException;

/// The people behind a figure of one run.
public sealed interface Selection {

    int run();

    /// By what they did: those of the funnel's figures. Answered by ClickHouse, as the figures are.
    record ByFacts(RunSelection facts) implements Selection {
        @Override
        public int run() {
            return facts.run();
        }
    }

    /// By where they stand in the ledger at present: those of the balance sheet. Answered by
    /// PostgreSQL, as the sheet is.
    ///
    /// @param arm 1 to 255; null, as each of the following: any
    /// @param channel empty: the holdout's
    /// @param country empty: unknown
    /// @param language empty: unknown
    /// @param state `pending` holds those who are claimed, too, as in the balance sheet
    /// @param reason null: any
    record ByLedger(
            int run,
            @Nullable Integer arm,
            @Nullable String channel,
            @Nullable String country,
            @Nullable String language,
            LedgerState state,
            @Nullable String reason)
            implements Selection {

        public ByLedger {
            if (arm != null && !RunSelection.isArm(arm)) {
                throw ProblemException.invalid("arm", "An arm has a number from 1 to 255");
            }
        }
    }
}
