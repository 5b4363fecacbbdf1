package org.parley.channels.google;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.Pem;
import tools.jackson.databind.node.ObjectNode;

/// The key file of a service account, as Google's console hands it out.
public final class ServiceAccount {

    private static final int LIFE_SECONDS = 3_600;

    private final String email;
    private final URI tokenUri;
    private final PrivateKey key;

    /// @throws IllegalArgumentException with a sentence for people, when it is no key file
    public ServiceAccount(String keyFile) {
        ObjectNode json = JsonBody.answer(keyFile.getBytes(StandardCharsets.UTF_8));
        this.email = text(json, "client_email");
        this.tokenUri = URI.create(text(json, "token_uri"));
        this.key = key(text(json, "private_key"));
    }

    public URI tokenUri() {
        return tokenUri;
    }

    /// A signed request for a token ("Using OAuth 2.0 for Server to Server Applications").
    public String assertion(String scope, Instant now) {
        ObjectNode claims = JsonBody.object();
        claims.put("iss", email).put("scope", scope).put("aud", tokenUri.toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
        String signed =
                encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encode(JsonBody.bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(@Nullable ObjectNode json, String field) {
        String value = json == null ? null : JsonBody.text(json, field);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The service account's key is the JSON file from Google's console; it lacks "
                            + field);
        }
        return value;
    }

    private static PrivateKey key(String pem) {
        try {
            return Pem.privateKey(pem, "RSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The service account's private_key is not readable", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
