package org.parley.channels.infobip;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One sender.
///
/// @param account its name in our webhook address
/// @param baseUri personal to the account at Infobip, ends with `/`
/// @param apiKey for sends
/// @param sender registered at Viber, as people see it
/// @param transactional whether messages are labelled so: text and files only, other prices
/// @param webhook our address as Infobip calls it, without credentials
/// @param webhookPassword Infobip calls with HTTP Basic, user `parley`: its reports are not signed
public record InfobipSettings(
        String account,
        URI baseUri,
        Secret apiKey,
        String sender,
        boolean transactional,
        URI webhook,
        Secret webhookPassword,
        Pace pace) {

    static final String WEBHOOK_USER = "parley";

    public InfobipSettings {
        if (!webhookPassword.value().matches("[A-Za-z0-9_-]{16,}")) {
            throw new IllegalArgumentException(
                    "The webhook password has 16 or more letters and digits");
        }
    }

    /// The address with its credentials, as it goes into each message.
    String callback() {
        return webhook.toString()
                .replaceFirst("://", "://" + WEBHOOK_USER + ":" + webhookPassword.value() + "@");
    }
}
