package org.parley.sandbox.fcm;

import java.util.Locale;
import org.parley.sandbox.google.GoogleError;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// The error codes of FCM's reference (`ErrorCode`), in the details of Google's error.
enum FcmError {
    UNSPECIFIED_ERROR(500),
    INVALID_ARGUMENT(400),
    UNREGISTERED(404),
    SENDER_ID_MISMATCH(403),
    QUOTA_EXCEEDED(429),
    UNAVAILABLE(503),
    INTERNAL(500),
    THIRD_PARTY_AUTH_ERROR(401);

    private static final String TYPE = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    private final int status;

    FcmError(int status) {
        this.status = status;
    }

    Answer.Reply reply(String message) {
        ObjectNode body = GoogleError.of(status, message).json();
        ((ObjectNode) body.path("error"))
                .putArray("details")
                .addObject()
                .put("@type", TYPE)
                .put("errorCode", name());
        Answer.Reply reply = Answer.json(status, Json.write(body));
        return this == QUOTA_EXCEEDED || this == UNAVAILABLE
                ? reply.with("Retry-After", "60")
                : reply;
    }

    /// @param name of the code; else the one that belongs to the status
    static FcmError ordered(int status, String name) {
        for (FcmError error : values()) {
            if (error.name().equals(name.toUpperCase(Locale.ROOT))) {
                return error;
            }
        }
        for (FcmError error : values()) {
            if (error.status == status && error != UNSPECIFIED_ERROR) {
                return error;
            }
        }
        return UNSPECIFIED_ERROR;
    }
}
