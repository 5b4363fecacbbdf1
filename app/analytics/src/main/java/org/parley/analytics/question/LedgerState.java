package org.parley.analytics.question;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.core.dispatch.RecipientState;

/// The lines of the balance sheet.
public enum LedgerState {
    SENT,
    FAILED,
    SKIPPED,
    DEFERRED,
    UNKNOWN,
    /// claimed or not yet
    PENDING;

    /// As they stand in the ledger.
    public List<String> stored() {
        return switch (this) {
            case SENT -> List.of(RecipientState.SENT.stored());
            case FAILED -> List.of(RecipientState.FAILED.stored());
            case SKIPPED -> List.of(RecipientState.SKIPPED.stored());
            case DEFERRED -> List.of(RecipientState.DEFERRED.stored());
            case UNKNOWN -> List.of(RecipientState.UNKNOWN.stored());
            case PENDING ->
                    List.of(RecipientState.PENDING.stored(), RecipientState.CLAIMED.stored());
        };
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
