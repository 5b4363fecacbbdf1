package org.parley.channels.viber;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// The `status` of an answer (developers.viber.com, "Error codes"). Every answer is HTTP 200; this
/// number alone says whether it worked. Anything that is not listed is Viber's "general error".
enum ViberStatus {
    INVALID_URL(1, FailureClass.CONFIGURATION),
    INVALID_AUTH_TOKEN(2, FailureClass.AUTH),
    BAD_DATA(3, FailureClass.CONFIGURATION),
    MISSING_DATA(4, FailureClass.CONFIGURATION),
    RECEIVER_NOT_REGISTERED(5, FailureClass.RECIPIENT),
    RECEIVER_NOT_SUBSCRIBED(6, FailureClass.OPTED_OUT),
    PUBLIC_ACCOUNT_BLOCKED(7, FailureClass.POLICY),
    PUBLIC_ACCOUNT_NOT_FOUND(8, FailureClass.AUTH),
    PUBLIC_ACCOUNT_SUSPENDED(9, FailureClass.POLICY),
    WEBHOOK_NOT_SET(10, FailureClass.CONFIGURATION),
    RECEIVER_NO_SUITABLE_DEVICE(11, FailureClass.RECIPIENT),
    TOO_MANY_REQUESTS(12, FailureClass.THROTTLED),
    API_VERSION_NOT_SUPPORTED(13, FailureClass.RECIPIENT),
    INCOMPATIBLE_WITH_VERSION(14, FailureClass.CONFIGURATION),
    PUBLIC_ACCOUNT_NOT_AUTHORIZED(15, FailureClass.AUTH),
    INCHAT_REPLY_MESSAGE_NOT_ALLOWED(16, FailureClass.CONFIGURATION),
    PUBLIC_ACCOUNT_IS_NOT_INLINE(17, FailureClass.CONFIGURATION),
    NO_PUBLIC_CHAT(18, FailureClass.CONFIGURATION),
    CANNOT_SEND_BROADCAST(19, FailureClass.CONFIGURATION),
    BROADCAST_NOT_ALLOWED(20, FailureClass.CONFIGURATION),
    UNSUPPORTED_COUNTRY(21, FailureClass.RECIPIENT),
    PAYMENT_UNSUPPORTED(22, FailureClass.CONFIGURATION),
    FREE_MESSAGES_EXCEEDED(23, FailureClass.BUDGET),
    NO_BALANCE(24, FailureClass.BUDGET);

    /// "without reply" in the words of status 12: this person got 100 messages in this clock hour.
    private static final String PER_PERSON = "without reply";

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final int code;
    private final FailureClass failure;

    ViberStatus(int code, FailureClass failure) {
        this.code = code;
        this.failure = failure;
    }

    int code() {
        return code;
    }

    static Refused refused(String code, @Nullable String words) {
        String detail = words == null ? "Viber gave no reason" : words;
        for (ViberStatus status : values()) {
            if (Integer.toString(status.code).equals(code)) {
                boolean person = status == TOO_MANY_REQUESTS && detail.contains(PER_PERSON);
                return new Refused(status.failure, code, detail, person ? AN_HOUR : null);
            }
        }
        return new Refused(FailureClass.RETRYABLE, code, detail, null);
    }
}
