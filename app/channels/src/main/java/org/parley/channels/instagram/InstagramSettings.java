package org.parley.channels.instagram;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.meta.GraphWebhooks;

/// One account.
///
/// @param account its name in our webhook address
/// @param baseUri with the API's version, ends with `/`
/// @param accountId Meta's id of the account, digits
/// @param accessToken of the account
/// @param appId of our app, digits; null: the webhook is set up by hand
public record InstagramSettings(
        String account,
        URI baseUri,
        String accountId,
        Secret accessToken,
        @Nullable String appId,
        GraphWebhooks webhooks,
        Pace pace) {

    public InstagramSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "Instagram's base address must be absolute and end with /: " + baseUri);
        }
        if (!accountId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("The id of a account is digits: " + accountId);
        }
    }
}
