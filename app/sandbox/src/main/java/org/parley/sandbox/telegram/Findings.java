package org.parley.sandbox.telegram;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first thing that is wrong with a request: Telegram reports no other.
final class Findings {
    private @Nullable TelegramError first;

    Optional<TelegramError> first() {
        return Optional.ofNullable(first);
    }

    void bad(String description) {
        if (first == null) {
            first = TelegramError.bad(description);
        }
    }

    static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
