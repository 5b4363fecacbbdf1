package org.parley.channels.rcs;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One agent.
///
/// @param account its name in our webhook address
/// @param baseUri of the agent's region, ends with `/`; {@link #BASE_URI} but for tests
/// @param agentId as in the developer console
/// @param serviceAccount key file of the service account, JSON
/// @param clientToken of the webhook; signs what comes
/// @param traffic PROMOTION, TRANSACTION and the like; null for an agent of one use
/// @param timeToLive after which an undelivered message is revoked, at most 15 days; null keeps
///   Google's 30 days
public record RcsSettings(
        String account,
        URI baseUri,
        String agentId,
        Secret serviceAccount,
        Secret clientToken,
        @Nullable String traffic,
        @Nullable Duration timeToLive,
        Pace pace) {

    public static final URI BASE_URI = URI.create("https://rcsbusinessmessaging.googleapis.com/");

    private static final Duration LONGEST = Duration.ofDays(15);

    public RcsSettings {
        if (traffic != null
                && !traffic.matches(
                        "AUTHENTICATION|TRANSACTION|PROMOTION|SERVICEREQUEST|ACKNOWLEDGEMENT")) {
            throw new IllegalArgumentException("There is no traffic type " + traffic);
        }
        if (timeToLive != null
                && (timeToLive.toSeconds() < 10 || timeToLive.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("The time to live is 10 seconds to 15 days");
        }
    }
}
