package org.parley.channels.push.web;

import static java.util.Map.entry;

import java.util.Map;
import org.parley.core.channel.FailureClass;

/// The statuses of push services (RFC 8030 and what the large ones document).
final class WebPushError {

    static final Map<Integer, FailureClass> TABLE =
            Map.ofEntries(
                    entry(400, FailureClass.AUTH),
                    entry(401, FailureClass.AUTH),
                    entry(403, FailureClass.AUTH),
                    entry(404, FailureClass.RECIPIENT),
                    entry(410, FailureClass.RECIPIENT),
                    entry(413, FailureClass.CONFIGURATION),
                    entry(429, FailureClass.THROTTLED),
                    entry(500, FailureClass.RETRYABLE),
                    entry(503, FailureClass.RETRYABLE));

    private WebPushError() {}

    static String code(int status) {
        return "http-" + status;
    }

    /// The browser ended the subscription, or it never was.
    static boolean saysGone(String code) {
        return code.equals(code(404)) || code.equals(code(410));
    }

    static FailureClass of(int status) {
        return TABLE.getOrDefault(
                status, status >= 500 ? FailureClass.RETRYABLE : FailureClass.CONFIGURATION);
    }
}
