package org.parley.channels.push.web;

import java.time.Duration;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One application server.
///
/// @param account its name in our lists
/// @param publicKey VAPID, 65 bytes in base64url; the page subscribes with it
/// @param privateKey VAPID, 32 bytes in base64url
/// @param subject `mailto:` or `https:`, whom push services may write to
/// @param timeToLive for which an undelivered notification is kept
public record WebPushSettings(
        String account,
        String publicKey,
        Secret privateKey,
        String subject,
        Duration timeToLive,
        Pace pace) {

    private static final Duration LONGEST = Duration.ofDays(28);

    public WebPushSettings {
        if (!subject.matches("(mailto:|https://)\\S+")) {
            throw new IllegalArgumentException("The subject starts with mailto: or https://");
        }
        if (timeToLive.isNegative() || timeToLive.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The time to live is at most 28 days");
        }
    }
}
