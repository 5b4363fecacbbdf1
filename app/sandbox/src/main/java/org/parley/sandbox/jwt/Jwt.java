package org.parley.sandbox.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// One token in its compact form (RFC 7519), taken apart and not yet believed.
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Jwt(ObjectNode header, ObjectNode claims, String signed, byte[] signature) {

    /// The token in the text, if it has the form of one.
    public static Optional<Jwt> read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            return object(parts[0])
                    .flatMap(header ->
                            object(parts[1])
                                    .map(claims ->
                                            new Jwt(
                                                    header,
                                                    claims,
                                                    parts[0] + "." + parts[1],
                                                    signature)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// The token of an `Authorization: Bearer` header.
    public static Optional<Jwt> bearer(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer ")
                ? read(authorization.substring("Bearer ".length()))
                : Optional.empty();
    }

    /// Is it signed with this secret (HS256)?
    public boolean isHmac(byte[] key) {
        return alg("HS256") && MessageDigest.isEqual(hmac(key, signed), signature);
    }

    /// Is it signed with the key that belongs to this one (RS256)?
    public boolean isRsa(PublicKey key) {
        return alg("RS256") && verifies("SHA256withRSA", key);
    }

    /// Is it signed with the key that belongs to this one (ES256)?
    public boolean isEcdsa(PublicKey key) {
        return alg("ES256") && verifies("SHA256withECDSAinP1363Format", key);
    }

    /// The same with the signature in DER, which RFC 7518 does not provide for and some clients
    /// send.
    public boolean isEcdsaInDer(PublicKey key) {
        return alg("ES256") && verifies("SHA256withECDSA", key);
    }

    public String claim(String name) {
        return claims.path(name).asString("");
    }

    public long seconds(String name) {
        return claims.path(name).asLong(0);
    }

    /// A token signed with this secret (HS256).
    public static String write(ObjectNode claims, byte[] key) {
        String signed =
                encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(Json.write(claims));
        return signed
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, signed));
    }

    private boolean alg(String name) {
        return header.path("alg").asString("").equals(name);
    }

    private boolean verifies(String algorithm, PublicKey key) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException wrongForm) {
            return false;
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static Optional<ObjectNode> object(String part) {
        return Json.readObject(Base64.getUrlDecoder().decode(part));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
