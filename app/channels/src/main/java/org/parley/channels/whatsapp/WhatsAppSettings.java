package org.parley.channels.whatsapp;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.meta.GraphApi;

/// One business number.
///
/// @param account its name in our webhook address
/// @param baseUri with the API's version, ends with `/`; {@link #BASE_URI} but for tests
/// @param phoneNumberId Meta's id of the number, digits
/// @param accessToken of the system user
/// @param appSecret signs the webhooks
/// @param verifyToken chosen by us, sent by Meta when the webhook is set up
/// @param businessAccountId Meta's id of the account that owns the number, digits; null: the
///   webhook is set up by hand, and templates are not managed from here
/// @param marketingMessages whether marketing templates go by the Marketing Messages API
public record WhatsAppSettings(
        String account,
        URI baseUri,
        String phoneNumberId,
        Secret accessToken,
        Secret appSecret,
        Secret verifyToken,
        @Nullable String businessAccountId,
        boolean marketingMessages,
        Pace pace) {

    public static final URI BASE_URI = GraphApi.FACEBOOK;

    /// With a webhook that is set up by hand.
    public WhatsAppSettings(
            String account,
            URI baseUri,
            String phoneNumberId,
            Secret accessToken,
            Secret appSecret,
            Secret verifyToken,
            Pace pace) {
        this(
                account,
                baseUri,
                phoneNumberId,
                accessToken,
                appSecret,
                verifyToken,
                null,
                false,
                pace);
    }

    public WhatsAppSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "WhatsApp's base address must be absolute and end with /: " + baseUri);
        }
        if (!phoneNumberId.matches("\\d{1,20}")) {
            throw new IllegalArgumentException("A phone number id is digits: " + phoneNumberId);
        }
    }
}
