package org.parley.channels.viber;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One bot.
///
/// @param account its name in our webhook address
/// @param baseUri ends with `/pa/`; {@link #BASE_URI} but for tests
/// @param token of the bot; also signs its webhooks
/// @param senderName shown above messages, at most 28 characters
/// @param senderAvatar picture beside it, at most 100 KB
public record ViberSettings(
        String account,
        URI baseUri,
        Secret token,
        String senderName,
        @Nullable URI senderAvatar,
        Pace pace) {

    public static final URI BASE_URI = URI.create("https://chatapi.viber.com/pa/");

    public ViberSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "Viber's base address must be absolute and end with /: " + baseUri);
        }
        if (senderName.isBlank() || senderName.length() > ViberCapabilities.SENDER_NAME) {
            throw new IllegalArgumentException(
                    "Viber's sender name has 1 to "
                            + ViberCapabilities.SENDER_NAME
                            + " characters");
        }
    }
}
