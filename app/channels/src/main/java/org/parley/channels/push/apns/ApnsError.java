package org.parley.channels.push.apns;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Refused;

/// The `reason` of a refusal (Apple, "Handling notification responses from APNs").
final class ApnsError {

    /// The one thing that Apple says of a token that no device has; also of a token of the other
    /// environment.
    static final String BAD_TOKEN = "BadDeviceToken";

    static final Map<String, FailureClass> TABLE =
            Map.ofEntries(
                    entry(BAD_TOKEN, FailureClass.RECIPIENT),
                    entry("Unregistered", FailureClass.RECIPIENT),
                    entry("ExpiredToken", FailureClass.RECIPIENT),
                    entry("BadCertificate", FailureClass.AUTH),
                    entry("BadCertificateEnvironment", FailureClass.AUTH),
                    entry("Forbidden", FailureClass.AUTH),
                    entry("InvalidProviderToken", FailureClass.AUTH),
                    entry("MissingProviderToken", FailureClass.AUTH),
                    // The next connection signs a new one.
                    entry("ExpiredProviderToken", FailureClass.RETRYABLE),
                    entry("TooManyRequests", FailureClass.THROTTLED),
                    entry("TooManyProviderTokenUpdates", FailureClass.THROTTLED),
                    entry("IdleTimeout", FailureClass.RETRYABLE),
                    entry("InternalServerError", FailureClass.RETRYABLE),
                    entry("ServiceUnavailable", FailureClass.RETRYABLE),
                    entry("Shutdown", FailureClass.RETRYABLE),
                    entry("BadCollapseId", FailureClass.CONFIGURATION),
                    entry("BadExpirationDate", FailureClass.CONFIGURATION),
                    entry("BadMessageId", FailureClass.CONFIGURATION),
                    entry("BadPath", FailureClass.CONFIGURATION),
                    entry("BadPriority", FailureClass.CONFIGURATION),
                    entry("BadTopic", FailureClass.CONFIGURATION),
                    entry("DeviceTokenNotForTopic", FailureClass.CONFIGURATION),
                    entry("DuplicateHeaders", FailureClass.CONFIGURATION),
                    entry("InvalidPushType", FailureClass.CONFIGURATION),
                    entry("MethodNotAllowed", FailureClass.CONFIGURATION),
                    entry("MissingDeviceToken", FailureClass.CONFIGURATION),
                    entry("MissingTopic", FailureClass.CONFIGURATION),
                    entry("PayloadEmpty", FailureClass.CONFIGURATION),
                    entry("PayloadTooLarge", FailureClass.CONFIGURATION),
                    entry("TopicDisallowed", FailureClass.CONFIGURATION));

    /// A bad token is not among them: it may be one of the other environment.
    private static final Set<String> GONE = Set.of("Unregistered", "ExpiredToken");

    /// A token is not to be signed anew more often.
    private static final Map<String, Duration> PATIENCE =
            Map.of("TooManyProviderTokenUpdates", Duration.ofMinutes(20));

    private ApnsError() {}

    static Refused refused(int status, String reason, String detail) {
        return new Refused(
                TABLE.getOrDefault(reason, ofStatus(status)), reason, detail, PATIENCE.get(reason));
    }

    static boolean saysGone(String reason) {
        return GONE.contains(reason);
    }

    /// Of a reason of a later version.
    private static FailureClass ofStatus(int status) {
        return switch (status) {
            case 403 -> FailureClass.AUTH;
            case 410 -> FailureClass.RECIPIENT;
            case 429 -> FailureClass.THROTTLED;
            default -> status >= 500 ? FailureClass.RETRYABLE : FailureClass.CONFIGURATION;
        };
    }
}
