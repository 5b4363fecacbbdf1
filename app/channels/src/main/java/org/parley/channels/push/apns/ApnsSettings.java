package org.parley.channels.push.apns;

import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;
import org.parley.channels.Secret;
import org.parley.channels.wire.Pem;

/// One app of one team at Apple.
///
/// @param account its name in our lists
/// @param baseUri {@link #BASE_URI}, or Apple's address for apps in development
/// @param teamId 10 letters and digits
/// @param keyId 10 letters and digits
/// @param key the `.p8` file
/// @param topic the app's bundle id
/// @param timeToLive for which an undelivered notification is kept; 0: not at all
/// @param trusted certificate of a server that no authority vouches for; null: Apple's
public record ApnsSettings(
        String account,
        URI baseUri,
        String teamId,
        String keyId,
        Secret key,
        String topic,
        Duration timeToLive,
        @Nullable String trusted,
        Pace pace) {

    public static final URI BASE_URI = URI.create("https://api.push.apple.com/");

    private static final int HTTPS = 443;

    public ApnsSettings {
        if (!teamId.matches("[A-Z0-9]{10}") || !keyId.matches("[A-Z0-9]{10}")) {
            throw new IllegalArgumentException(
                    "Team id and key id are 10 capital letters and digits each");
        }
        if (!baseUri.getScheme().equals("https")) {
            throw new IllegalArgumentException("Apple is called by HTTPS only");
        }
        if (timeToLive.isNegative()) {
            throw new IllegalArgumentException("The time to live is not negative");
        }
    }

    int port() {
        return baseUri.getPort() < 0 ? HTTPS : baseUri.getPort();
    }

    ApnsSigningKey signingKey() {
        try {
            return new ApnsSigningKey(
                    keyId, teamId, (ECPrivateKey) Pem.privateKey(key.value(), "EC"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key is the .p8 file from Apple's developer account, whole", e);
        }
    }

    @Nullable X509Certificate certificate() {
        try {
            return trusted == null ? null : Pem.certificate(trusted);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificate is no X.509 in PEM", e);
        }
    }
}
