package org.parley.sandbox.apns;

import java.util.Arrays;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// A refusal as Apple spells it ("Handling notification responses from APNs").
enum ApnsError {
    BAD_COLLAPSE_ID(400, "BadCollapseId"),
    BAD_DEVICE_TOKEN(400, "BadDeviceToken"),
    BAD_EXPIRATION_DATE(400, "BadExpirationDate"),
    BAD_MESSAGE_ID(400, "BadMessageId"),
    BAD_PRIORITY(400, "BadPriority"),
    BAD_TOPIC(400, "BadTopic"),
    DEVICE_TOKEN_NOT_FOR_TOPIC(400, "DeviceTokenNotForTopic"),
    DUPLICATE_HEADERS(400, "DuplicateHeaders"),
    IDLE_TIMEOUT(400, "IdleTimeout"),
    INVALID_PUSH_TYPE(400, "InvalidPushType"),
    MISSING_DEVICE_TOKEN(400, "MissingDeviceToken"),
    MISSING_TOPIC(400, "MissingTopic"),
    PAYLOAD_EMPTY(400, "PayloadEmpty"),
    TOPIC_DISALLOWED(400, "TopicDisallowed"),
    BAD_CERTIFICATE(403, "BadCertificate"),
    BAD_CERTIFICATE_ENVIRONMENT(403, "BadCertificateEnvironment"),
    EXPIRED_PROVIDER_TOKEN(403, "ExpiredProviderToken"),
    FORBIDDEN(403, "Forbidden"),
    INVALID_PROVIDER_TOKEN(403, "InvalidProviderToken"),
    MISSING_PROVIDER_TOKEN(403, "MissingProviderToken"),
    BAD_PATH(404, "BadPath"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    EXPIRED_TOKEN(410, "ExpiredToken"),
    UNREGISTERED(410, "Unregistered"),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),
    TOO_MANY_PROVIDER_TOKEN_UPDATES(429, "TooManyProviderTokenUpdates"),
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    INTERNAL_SERVER_ERROR(500, "InternalServerError"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    SHUTDOWN(503, "Shutdown");

    private final int status;
    private final String reason;

    ApnsError(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /// What a test ordered: by its reason, else the first of its status.
    static ApnsError ordered(int status, String reason) {
        return Arrays.stream(values())
                .filter(each ->
                        reason.isEmpty() ? each.status == status : each.reason.equals(reason))
                .findFirst()
                .orElse(INTERNAL_SERVER_ERROR);
    }

    /// @param millis since when the device is gone, for the refusals that say so
    Answer.Reply reply(long millis) {
        ObjectNode body = Json.object().put("reason", reason);
        if (status == 410) {
            body.put("timestamp", millis);
        }
        return Answer.json(status, Json.write(body));
    }
}
