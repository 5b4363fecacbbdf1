package org.parley.channels.line;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One channel of an official account.
///
/// @param account its name in our webhook address
/// @param baseUri ends with `/`; {@link #BASE_URI} but for tests
/// @param accessToken of the channel
/// @param channelSecret signs the webhooks
public record LineSettings(
        String account, URI baseUri, Secret accessToken, Secret channelSecret, Pace pace) {

    public static final URI BASE_URI = URI.create("https://api.line.me/");

    public LineSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "LINE's base address must be absolute and end with /: " + baseUri);
        }
    }
}
