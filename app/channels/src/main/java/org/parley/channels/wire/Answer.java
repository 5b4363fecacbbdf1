package org.parley.channels.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.channel.WebhookRegistration;

/// What became of one HTTP request.
public sealed interface Answer {

    /// What became of a message, by what the provider answered.
    default SendOutcome outcome(Function<Answered, SendOutcome> answered) {
        return switch (this) {
            case NotSent notSent -> notSent.outcome();
            case NoAnswer noAnswer -> noAnswer.outcome();
            case Answered answer -> answered.apply(answer);
        };
    }

    /// Who we are, by what the provider answered.
    default AccountCheck check(Function<Answered, AccountCheck> answered) {
        return switch (this) {
            case NotSent(var detail) -> new AccountCheck.NoAnswer(detail);
            case NoAnswer(var detail) -> new AccountCheck.NoAnswer(detail);
            case Answered answer -> answered.apply(answer);
        };
    }

    /// Whether the provider knows our webhook now, by what it answered.
    default WebhookRegistration registration(Function<Answered, WebhookRegistration> answered) {
        return switch (this) {
            case NotSent(var detail) ->
                    new WebhookRegistration.NotRegistered("no-connection", detail);
            case NoAnswer(var detail) -> new WebhookRegistration.NotRegistered("no-answer", detail);
            case Answered answer -> answered.apply(answer);
        };
    }

    /// @param retryAfter from the header of that name, if it gives seconds
    record Answered(int status, byte[] body, @Nullable Duration retryAfter) implements Answer {

        private static final int MOST_WORDS = 500;

        /// The body as words for a person, the beginning of it.
        public String words() {
            String all = new String(body, StandardCharsets.UTF_8);
            return all.substring(0, Math.min(all.length(), MOST_WORDS));
        }

        /// What the status alone says, for a body that says nothing. A gateway's 500, 502 or 504
        /// may stand before a request that was carried out, hence unknown.
        public SendOutcome byStatus() {
            String code = "http-" + status;
            String detail = "The provider answered " + status + " without a readable reason";
            return switch (status) {
                case 401, 403 -> new Refused(FailureClass.AUTH, code, detail, null);
                case 429 -> new Refused(FailureClass.THROTTLED, code, detail, retryAfter);
                case 503 -> new Refused(FailureClass.RETRYABLE, code, detail, retryAfter);
                default ->
                        status >= 300 && status < 500
                                ? new Refused(FailureClass.CONFIGURATION, code, detail, null)
                                : new Unknown(detail);
            };
        }
    }

    /// The request never left: no connection.
    record NotSent(String detail) implements Answer {

        public SendOutcome outcome() {
            return new Refused(FailureClass.RETRYABLE, "no-connection", detail, null);
        }
    }

    /// The request may have been read, but no (whole) answer came.
    record NoAnswer(String detail) implements Answer {

        public SendOutcome outcome() {
            return new Unknown(detail);
        }
    }
}
