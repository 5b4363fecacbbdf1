package org.parley.channels.meta;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One page of Messenger or one account of Instagram.
///
/// @param account its name in our webhook address
/// @param baseUri with the API's version, ends with `/`
/// @param ownerId Meta's id of the page or account, digits
/// @param accessToken of the page or account
/// @param appId of our app, digits; null: the webhook is set up by hand
public record MessagingSettings(
        String account,
        URI baseUri,
        String ownerId,
        Secret accessToken,
        @Nullable String appId,
        GraphWebhooks webhooks,
        Pace pace) {

    public MessagingSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "Meta's base address must be absolute and end with /: " + baseUri);
        }
        if (!ownerId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("The id of a page or account is digits: " + ownerId);
        }
    }
}
