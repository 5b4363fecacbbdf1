package org.parley.channels.push.fcm;

import static java.util.Map.entry;

import java.util.Map;
import org.parley.core.channel.FailureClass;

/// The `errorCode` inside an answer's details (Firebase, "FCM error codes").
final class FcmError {

    /// With details it is about the token; without, about the request.
    static final String INVALID = "INVALID_ARGUMENT";

    /// The app was removed, or the token replaced.
    static final String UNREGISTERED = "UNREGISTERED";

    static final Map<String, FailureClass> TABLE =
            Map.ofEntries(
                    entry(INVALID, FailureClass.RECIPIENT),
                    entry(UNREGISTERED, FailureClass.RECIPIENT),
                    entry("SENDER_ID_MISMATCH", FailureClass.AUTH),
                    entry("THIRD_PARTY_AUTH_ERROR", FailureClass.AUTH),
                    entry("QUOTA_EXCEEDED", FailureClass.THROTTLED),
                    entry("UNAVAILABLE", FailureClass.RETRYABLE),
                    entry("INTERNAL", FailureClass.RETRYABLE),
                    entry("UNSPECIFIED_ERROR", FailureClass.RETRYABLE));

    private FcmError() {}
}
