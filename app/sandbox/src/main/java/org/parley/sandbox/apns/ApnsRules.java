package org.parley.sandbox.apns;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Call;

/// What Apple checks of a request, in its order, once it knows who asks ("Sending notification
/// requests to APNs").
final class ApnsRules {
    private static final int LARGEST = 4_096;
    private static final int LONGEST_COLLAPSE_ID = 64;
    private static final Set<String> PUSH_TYPES =
            Set.of(
                    "alert",
                    "background",
                    "location",
                    "voip",
                    "complication",
                    "fileprovider",
                    "mdm",
                    "liveactivity",
                    "pushtotalk",
                    "widgets",
                    "controls");

    private ApnsRules() {}

    static Optional<ApnsError> check(Call call, String topic) {
        String asked = call.header("apns-topic");
        if (asked == null) {
            return Optional.of(ApnsError.MISSING_TOPIC);
        }
        if (!asked.equals(topic)) {
            return Optional.of(ApnsError.TOPIC_DISALLOWED);
        }
        return headers(call).or(() -> payload(call.body().length));
    }

    private static Optional<ApnsError> headers(Call call) {
        if (!PUSH_TYPES.contains(or(call.header("apns-push-type"), "alert"))) {
            return Optional.of(ApnsError.INVALID_PUSH_TYPE);
        }
        if (!or(call.header("apns-priority"), "10").matches("10|5|1")) {
            return Optional.of(ApnsError.BAD_PRIORITY);
        }
        if (!or(call.header("apns-expiration"), "0").matches("\\d{1,10}")) {
            return Optional.of(ApnsError.BAD_EXPIRATION_DATE);
        }
        String collapse = or(call.header("apns-collapse-id"), "");
        if (collapse.getBytes(StandardCharsets.UTF_8).length > LONGEST_COLLAPSE_ID) {
            return Optional.of(ApnsError.BAD_COLLAPSE_ID);
        }
        String id = call.header("apns-id");
        return id == null || id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.empty()
                : Optional.of(ApnsError.BAD_MESSAGE_ID);
    }

    private static Optional<ApnsError> payload(int bytes) {
        if (bytes == 0) {
            return Optional.of(ApnsError.PAYLOAD_EMPTY);
        }
        return bytes > LARGEST ? Optional.of(ApnsError.PAYLOAD_TOO_LARGE) : Optional.empty();
    }

    private static String or(@Nullable String header, String usual) {
        return header == null ? usual : header;
    }
}
