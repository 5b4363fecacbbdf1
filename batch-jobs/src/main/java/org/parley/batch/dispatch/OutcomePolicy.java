package org.parley.batch.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.dispatch.Claim.Claimed;
import org.parley.core.dispatch.Settlement;

/// What a provider's answer means for the recipient, and for the run.
final class OutcomePolicy {

    /// Identical refusals in a row after which our own set-up is to blame and not the recipients.
    private static final int CONFIGURATION_FAULTS = 20;

    private final int maxAttempts;

    OutcomePolicy(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    /// @param receipts whether the channel tells of deliveries; where it does not, being taken over
    ///   is the delivery
    Settlement settle(Claimed recipient, SendOutcome outcome, boolean receipts, Instant at) {
        return switch (outcome) {
            case Accepted(String id) -> Settlement.sent(recipient.ordinal(), id, !receipts, at);
            case Unknown _ -> Settlement.unknown(recipient.ordinal(), !receipts, at);
            case Refused refused -> refused(recipient, refused, at);
        };
    }

    private Settlement refused(Claimed recipient, Refused refused, Instant at) {
        int ordinal = recipient.ordinal();
        FailureClass failure = refused.failure();
        String code = refused.code();
        return switch (failure) {
            case RETRYABLE, THROTTLED ->
                    recipient.attempts() + 1 >= maxAttempts
                            ? Settlement.failed(ordinal, "retries_exhausted", failure, code, at)
                            : Settlement.later(
                                    ordinal,
                                    failure,
                                    code,
                                    at,
                                    at.plus(wait(refused.retryAfter(), recipient)));
            case RECIPIENT -> Settlement.failed(ordinal, "unreachable", failure, code, at);
            case OPTED_OUT -> Settlement.failed(ordinal, "opted_out", failure, code, at);
            case CONFIGURATION -> Settlement.failed(ordinal, "refused", failure, code, at);
            case POLICY, AUTH, BUDGET -> Settlement.untouched(ordinal, failure, code, at);
        };
    }

    /// The provider's own time, else 1, 4, 16, ... seconds, spread by the ordinal so that a burst
    /// does not come back as one.
    private static Duration wait(@Nullable Duration told, Claimed recipient) {
        if (told != null) {
            return told;
        }
        long base = 1_000L << (2 * Math.min(recipient.attempts(), 5));
        return Duration.ofMillis(base + recipient.ordinal() * 7L % base);
    }

    /// Why the run must stop, in words for a person; null when it may go on.
    ///
    /// @param configurationFaults refusals of class CONFIGURATION without an accepted message
    ///   between them
    static @Nullable String reasonToPause(
            String channel, Refused refused, int configurationFaults) {
        String said = channel + " answered " + refused.code() + ": " + refused.detail();
        return switch (refused.failure()) {
            case POLICY ->
                    said
                            + ". The provider objects to the content or the sender; mend it and resume.";
            case AUTH ->
                    said + ". The account's credentials are not accepted; renew them and resume.";
            case BUDGET -> said + ". Balance or quota is used up; top it up and resume.";
            case CONFIGURATION ->
                    configurationFaults >= CONFIGURATION_FAULTS
                            ? said
                                    + ". The same refusal came "
                                    + configurationFaults
                                    + " times in a row; mend the message or the account and resume."
                            : null;
            case RETRYABLE, THROTTLED, RECIPIENT, OPTED_OUT -> null;
        };
    }
}
