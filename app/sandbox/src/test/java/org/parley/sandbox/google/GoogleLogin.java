package org.parley.sandbox.google;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.parley.sandbox.Town;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks the token endpoint for an access token, as a client library does.
public final class GoogleLogin {
    private GoogleLogin() {}

    public static String bearer(Town town, String keyFile, String scope) throws Exception {
        return "Bearer "
                + Town.json(ask(town, keyFile, scope, Instant.now()))
                        .path("access_token")
                        .stringValue();
    }

    public static HttpResponse<String> ask(Town town, String keyFile, String scope, Instant at)
            throws Exception {
        JsonNode key = Json.MAPPER.readTree(keyFile);
        ObjectNode claims = Json.object();
        claims.put("iss", key.path("client_email").stringValue()).put("scope", scope);
        claims.put("aud", key.path("token_uri").stringValue());
        claims.put("iat", at.getEpochSecond()).put("exp", at.getEpochSecond() + 3_600);
        String signed = encode("{\"alg\":\"RS256\"}") + "." + encode(Json.write(claims));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey(key.path("private_key").stringValue()));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        String assertion =
                signed
                        + "."
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        return town.call(
                "POST",
                key.path("token_uri").stringValue(),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Form.write(
                                Map.of(
                                        "grant_type",
                                        "urn:ietf:params:oauth:grant-type:jwt-bearer",
                                        "assertion",
                                        assertion))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static PrivateKey privateKey(String pem) throws Exception {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
