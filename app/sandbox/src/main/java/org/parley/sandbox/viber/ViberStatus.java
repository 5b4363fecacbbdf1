package org.parley.sandbox.viber;

import java.util.Arrays;

/// The `status` codes of Viber's bot API reference, in every answer that is HTTP 200.
enum ViberStatus {
    OK(0, "ok"),
    INVALID_URL(1, "invalidUrl"),
    INVALID_AUTH_TOKEN(2, "invalidAuthToken"),
    BAD_DATA(3, "badData"),
    MISSING_DATA(4, "missingData"),
    RECEIVER_NOT_REGISTERED(5, "receiverNotRegistered"),
    RECEIVER_NOT_SUBSCRIBED(6, "receiverNotSubscribed"),
    PUBLIC_ACCOUNT_BLOCKED(7, "publicAccountBlocked"),
    PUBLIC_ACCOUNT_NOT_FOUND(8, "publicAccountNotFound"),
    PUBLIC_ACCOUNT_SUSPENDED(9, "publicAccountSuspended"),
    WEBHOOK_NOT_SET(10, "webhookNotSet"),
    RECEIVER_NO_SUITABLE_DEVICE(11, "receiverNoSuitableDevice"),
    TOO_MANY_REQUESTS(12, "tooManyRequests"),
    API_VERSION_NOT_SUPPORTED(13, "apiVersionNotSupported"),
    INCOMPATIBLE_WITH_VERSION(14, "incompatibleWithVersion"),
    PUBLIC_ACCOUNT_NOT_AUTHORIZED(15, "publicAccountNotAuthorized"),
    INCHAT_REPLY_MESSAGE_NOT_ALLOWED(16, "inchatReplyMessageNotAllowed"),
    PUBLIC_ACCOUNT_IS_NOT_INLINE(17, "publicAccountIsNotInline"),
    NO_PUBLIC_CHAT(18, "noPublicChat"),
    CANNOT_SEND_BROADCAST(19, "cannotSendBroadcast"),
    BROADCAST_NOT_ALLOWED(20, "broadcastNotAllowed"),
    UNSUPPORTED_COUNTRY(21, "unsupportedCountry"),
    PAYMENT_UNSUPPORTED(22, "paymentUnsupported"),
    FREE_MESSAGES_EXCEEDED(23, "freeMessagesExceeded"),
    NO_BALANCE(24, "noBalance");

    private final int code;
    private final String message;

    ViberStatus(int code, String message) {
        this.code = code;
        this.message = message;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }

    /// What an ordered refusal with this code is called.
    static String messageOf(int code) {
        return Arrays.stream(values())
                .filter(status -> status.code == code)
                .map(ViberStatus::message)
                .findFirst()
                .orElse("generalError");
    }
}
