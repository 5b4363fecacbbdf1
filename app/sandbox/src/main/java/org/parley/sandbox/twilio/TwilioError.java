package org.parley.sandbox.twilio;

import java.util.Arrays;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;

/// The refusals of Twilio's error dictionary that a request for a message can meet.
enum TwilioError {
    AUTHENTICATE(20003, 401, "Authenticate"),
    INVALID_PARAMETER(20001, 400, "Invalid parameter"),
    NOT_FOUND(20404, 404, "The requested resource was not found"),
    TOO_MANY_REQUESTS(20429, 429, "Too Many Requests"),
    INTERNAL(20500, 500, "Internal Server Error"),
    INVALID_TO(21211, 400, "Invalid 'To' Phone Number"),
    INVALID_FROM(21212, 400, "Invalid 'From' Phone Number"),
    NO_PERMISSION_FOR_REGION(
            21408, 400, "Permission to send an SMS has not been enabled for the region"),
    NO_BODY(21602, 400, "Message body is required."),
    NO_FROM(21603, 400, "A 'From' phone number is required."),
    NO_TO(21604, 400, "A 'To' phone number is required."),
    FROM_NOT_OURS(
            21606,
            400,
            "The 'From' phone number provided is not a valid message-capable Twilio phone number"
                    + " for this destination/account"),
    UNVERIFIED_TRIAL_NUMBER(21608, 400, "The number is unverified. Trial accounts cannot send"),
    BAD_CALLBACK(21609, 400, "Invalid 'StatusCallback' url"),
    UNSUBSCRIBED(21610, 400, "Attempt to send to unsubscribed recipient"),
    QUEUE_FULL(21611, 400, "This 'From' number has exceeded the maximum number of queued messages"),
    UNROUTABLE(21612, 400, "Message cannot be sent with the current combination of To and From"),
    NOT_MOBILE(21614, 400, "'To' number is not a valid mobile number"),
    TOO_LONG(21617, 400, "The concatenated message body exceeds the 1600 character limit"),
    BAD_MEDIA(21620, 400, "Invalid media URL(s)"),
    TOO_MANY_MEDIA(21623, 400, "Number of media files exceeds allowed limit");

    private final int code;
    private final int status;
    private final String message;

    TwilioError(int code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    Answer.Reply reply() {
        return reply(code, status, message);
    }

    /// A refusal that a test orders by its code.
    static Answer.Reply ordered(int code) {
        return Arrays.stream(values())
                .filter(error -> error.code == code)
                .findFirst()
                .map(TwilioError::reply)
                .orElseGet(() -> reply(code, 400, "Ordered by a test"));
    }

    /// Codes from 30000 on are met after the message was taken, and told by the status callback.
    static boolean comesLater(int code) {
        return code >= 30_000;
    }

    /// How the status callback calls a message that ended with this code.
    static String statusOf(int code) {
        return code >= 30_003 && code <= 30_008 ? "undelivered" : "failed";
    }

    private static Answer.Reply reply(int code, int status, String message) {
        return Answer.json(
                status,
                Json.write(
                        Json.object()
                                .put("code", code)
                                .put("message", message)
                                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                                .put("status", status)));
    }
}
