package org.parley.channels.messenger;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.meta.GraphWebhooks;

/// One page.
///
/// @param account its name in our webhook address
/// @param baseUri with the API's version, ends with `/`
/// @param pageId Meta's id of the page, digits
/// @param accessToken of the page
/// @param appId of our app, digits; null: the webhook is set up by hand
public record MessengerSettings(
        String account,
        URI baseUri,
        String pageId,
        Secret accessToken,
        @Nullable String appId,
        GraphWebhooks webhooks,
        Pace pace) {

    public MessengerSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "Messenger's base address must be absolute and end with /: " + baseUri);
        }
        if (!pageId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("The id of a page is digits: " + pageId);
        }
    }
}
