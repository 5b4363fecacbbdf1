package org.parley.channels.email;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which addresses in messages of SNS are called: Amazon's own, over HTTPS.
///
/// @param instead null; for tests and gateways, the only address that is called
record SnsAddress(@Nullable URI instead) {

    private static final Pattern HOST =
            Pattern.compile("sns\\.[a-z]{2}(?:-[a-z0-9]{1,12}){1,4}\\.amazonaws\\.com");
    private static final Pattern CERTIFICATE =
            Pattern.compile(".*/SimpleNotificationService-[A-Za-z0-9]{1,64}\\.pem");

    Optional<URI> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text);
            return allowed(uri, text) ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    Optional<URI> certificate(@Nullable String text) {
        return of(text).filter(uri -> CERTIFICATE.matcher(uri.toString()).matches());
    }

    private boolean allowed(URI uri, String text) {
        if (instead != null) {
            return text.startsWith(instead.toString());
        }
        return "https".equals(uri.getScheme())
                && uri.getHost() != null
                && HOST.matcher(uri.getHost()).matches()
                && uri.getPort() == -1
                && uri.getRawUserInfo() == null;
    }
}
