package org.parley.core.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;

/// What became of a claimed recipient.
///
/// @param delivered whether being taken over is all that this channel will ever tell of a delivery
/// @param at when the outcome was known
/// @param deferredUntil only with state DEFERRED
public record Settlement(
        int ordinal,
        RecipientState state,
        @Nullable String reason,
        @Nullable String providerMessageId,
        @Nullable FailureClass failure,
        @Nullable String code,
        boolean delivered,
        Instant at,
        @Nullable Instant deferredUntil) {

    public static Settlement sent(
            int ordinal, String providerMessageId, boolean delivered, Instant at) {
        return new Settlement(
                ordinal,
                RecipientState.SENT,
                null,
                providerMessageId,
                null,
                null,
                delivered,
                at,
                null);
    }

    public static Settlement unknown(int ordinal, Instant at) {
        return new Settlement(
                ordinal, RecipientState.UNKNOWN, "no_answer", null, null, null, false, at, null);
    }

    public static Settlement skipped(int ordinal, String reason, String code, Instant at) {
        return new Settlement(
                ordinal, RecipientState.SKIPPED, reason, null, null, code, false, at, null);
    }

    public static Settlement failed(
            int ordinal, String reason, FailureClass failure, String code, Instant at) {
        return new Settlement(
                ordinal, RecipientState.FAILED, reason, null, failure, code, false, at, null);
    }

    public static Settlement later(
            int ordinal, FailureClass failure, String code, Instant at, Instant until) {
        return new Settlement(
                ordinal,
                RecipientState.DEFERRED,
                "provider_busy",
                null,
                failure,
                code,
                false,
                at,
                until);
    }

    /// Not sent and not to be counted against the recipient: the run stops before it.
    public static Settlement untouched(int ordinal, FailureClass failure, String code, Instant at) {
        return new Settlement(
                ordinal, RecipientState.PENDING, null, null, failure, code, false, at, null);
    }
}
