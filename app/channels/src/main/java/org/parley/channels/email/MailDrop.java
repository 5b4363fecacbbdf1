package org.parley.channels.email;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.WebhookRequest;

/// The place in our webhook address where a mail server drops what came to the return address: a
/// POST of `message/rfc822` with `Authorization: Bearer` and the account's secret.
///
/// @param secret null: nothing is taken
record MailDrop(@Nullable Secret secret) {

    private static final String SCHEME = "Bearer ";

    boolean authentic(WebhookRequest request) {
        String type = request.header("content-type");
        String given = request.header("authorization");
        return secret != null
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("message/rfc822")
                && given != null
                && Hmac.same(SCHEME + secret.value(), given);
    }
}
