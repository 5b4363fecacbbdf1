package org.parley.analytics.question;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.core.dispatch.RecipientState;

/// The lines of the balance sheet.
public enum LedgerState {
    SENT(RecipientState.SENT),
    FAILED(RecipientState.FAILED),
    SKIPPED(RecipientState.SKIPPED),
    DEFERRED(RecipientState.DEFERRED),
    UNKNOWN(RecipientState.UNKNOWN),
    PENDING(RecipientState.PENDING, RecipientState.CLAIMED);

    private final List<String> stored;

    LedgerState(RecipientState... states) {
        this.stored = Arrays.stream(states).map(RecipientState::stored).toList();
    }

    /// As they stand in the ledger.
    public List<String> stored() {
        return stored;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LedgerState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findAny();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(LedgerState::word).toList();
    }
}
