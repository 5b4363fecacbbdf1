package org.parley.core.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook as it came.
///
/// @param headers by lower-case name, first value
public record WebhookRequest(Map<String, String> headers, byte[] body) {

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }
}
