package org.parley.core.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;

/// What became of a claimed recipient.
///
/// @param step of the arm on which the attempt was made, from 1
/// @param delivered whether being taken over is all that this channel will ever tell of a delivery
/// @param gone whether the provider says that there is no such address
/// @param at when the outcome was known
/// @param deferredUntil only with state DEFERRED
public record Settlement(
        int ordinal,
        int step,
        RecipientState state,
        @Nullable String reason,
        @Nullable String providerMessageId,
        @Nullable FailureClass failure,
        @Nullable String code,
        boolean delivered,
        boolean gone,
        Instant at,
        @Nullable Instant deferredUntil) {

    /// The same outcome of an attempt on another step than the first.
    public Settlement onStep(int other) {
        return new Settlement(
                ordinal,
                other,
                state,
                reason,
                providerMessageId,
                failure,
                code,
                delivered,
                gone,
                at,
                deferredUntil);
    }

    /// The same refusal, because there is no such address.
    public Settlement atNobody() {
        return new Settlement(
                ordinal,
                step,
                state,
                reason,
                providerMessageId,
                failure,
                code,
                delivered,
                true,
                at,
                deferredUntil);
    }

    public static Settlement sent(
            int ordinal, String providerMessageId, boolean delivered, Instant at) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.SENT,
                null,
                providerMessageId,
                null,
                null,
                delivered,
                false,
                at,
                null);
    }

    /// @param silent whether this channel tells no more of a delivery than that it took it over
    public static Settlement unknown(int ordinal, boolean silent, Instant at) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.UNKNOWN,
                "no_answer",
                null,
                null,
                null,
                silent,
                false,
                at,
                null);
    }

    public static Settlement skipped(int ordinal, String reason, String code, Instant at) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.SKIPPED,
                reason,
                null,
                null,
                code,
                false,
                false,
                at,
                null);
    }

    public static Settlement failed(
            int ordinal, String reason, FailureClass failure, String code, Instant at) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.FAILED,
                reason,
                null,
                failure,
                code,
                false,
                false,
                at,
                null);
    }

    public static Settlement later(
            int ordinal, FailureClass failure, String code, Instant at, Instant until) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.DEFERRED,
                "provider_busy",
                null,
                failure,
                code,
                false,
                false,
                at,
                until);
    }

    /// Not sent and not to be counted against the recipient: the run stops before it.
    public static Settlement untouched(int ordinal, FailureClass failure, String code, Instant at) {
        return new Settlement(
                ordinal,
                1,
                RecipientState.PENDING,
                null,
                null,
                failure,
                code,
                false,
                false,
                at,
                null);
    }
}
