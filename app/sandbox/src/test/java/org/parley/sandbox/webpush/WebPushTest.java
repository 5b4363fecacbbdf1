package org.parley.sandbox.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Town;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

class WebPushTest {
    private final KeyPair server = P256.generate();
    private Town town;
    private String endpoint;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
        endpoint =
                Json.MAPPER
                        .readTree(
                                town.sandbox
                                        .provider(WebPushProvider.class)
                                        .subscribe(town.sandbox.baseUri(), "ann", publicKey()))
                        .path("endpoint")
                        .stringValue();
    }

    @AfterEach
    void close() {
        town.close();
    }

    /// The example of RFC 8291, section 5.
    @Test
    void theExampleOfTheRfcIsReadable() throws Exception {
        byte[] point =
                decode(
                        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        ECPublicKey key = P256.key(point);
        KeyPair keys =
                new KeyPair(
                        key,
                        KeyFactory.getInstance("EC")
                                .generatePrivate(
                                        new ECPrivateKeySpec(
                                                new BigInteger(
                                                        1,
                                                        decode(
                                                                "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")),
                                                key.getParams())));
        UserAgent browser = new UserAgent(keys, decode("BTBZMqHH6r4Tts7J_aSIgg"), null);
        byte[] body =
                decode(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
        assertThat(browser.decrypt(body)).contains("When I grow up, I want to be a watermelon");
        assertThat(browser.p256dh())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(point));
    }

    @Test
    void whatNoBrowserCanReadIsAcceptedAndLost() throws Exception {
        HttpResponse<String> answer = push(Map.of(), new byte[200]);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).isPresent();
        assertThat(town.sandbox.provider(WebPushProvider.class).unreadable()).isEqualTo(1);
        assertThat(town.accepted(Channel.WEB_PUSH)).isZero();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "TTL,              -1,        400",
        "Content-Encoding, aesgcm,    400",
        "Urgency,          now,       400",
        "Topic,            a b,       400",
        "Authorization,    vapid t=x, 403"
    })
    void wrongHeadersAreRefused(String header, String value, int status) throws Exception {
        assertThat(push(Map.of(header, value), new byte[9]).statusCode()).isEqualTo(status);
    }

    @Test
    void theTokenMustNameTheServiceEndSoonAndFitTheSubscription() throws Exception {
        long now = Instant.now().getEpochSecond();
        String origin = town.sandbox.baseUri().toString();
        assertThat(withToken(vapid(server, "https://other.example", now + 60, "mailto:a@b.c")))
                .isEqualTo("aud does not match the push service's origin");
        assertThat(withToken(vapid(server, origin, now + 90_000, "mailto:a@b.c")))
                .isEqualTo("exp must be within 24 hours");
        assertThat(withToken(vapid(server, origin, now + 60, "me")))
                .isEqualTo("sub must be a mailto: or https: URI");
        assertThat(withToken(vapid(P256.generate(), origin, now + 60, "mailto:a@b.c")))
                .isEqualTo("the key is not the one of the subscription");
    }

    @Test
    void moreThan4096BytesAreTooMuch() throws Exception {
        assertThat(push(Map.of(), new byte[4_096]).statusCode()).isEqualTo(201);
        assertThat(push(Map.of(), new byte[4_097]).statusCode()).isEqualTo(413);
    }

    @Test
    void unknownAndEndedSubscriptionsAreToldApart() throws Exception {
        town.sandbox.customers().book().unregister(Channel.WEB_PUSH, "ann");
        assertThat(push(Map.of(), new byte[9]).statusCode()).isEqualTo(410);
        endpoint = endpoint.replace("ann", "bob");
        assertThat(push(Map.of(), new byte[9]).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 429, 500})
    void statusesCanBeOrdered(int status) throws Exception {
        town.sandbox.refusals().next(Channel.WEB_PUSH, 1, new Refusal.ProviderError(status));
        HttpResponse<String> answer = push(Map.of(), new byte[9]);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    }

    private String withToken(String authorization) throws Exception {
        return push(Map.of("Authorization", authorization), new byte[9]).body();
    }

    private HttpResponse<String> push(Map<String, String> more, byte[] body) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("TTL", "60");
        headers.put("Content-Encoding", "aes128gcm");
        headers.put(
                "Authorization",
                vapid(
                        server,
                        town.sandbox.baseUri().toString(),
                        Instant.now().getEpochSecond() + 60,
                        "mailto:a@b.example"));
        headers.putAll(more);
        return town.call("POST", endpoint, headers, body);
    }

    private String vapid(KeyPair keys, String audience, long expiry, String subject)
            throws Exception {
        String claims =
                Json.write(
                        Json.object().put("aud", audience).put("exp", expiry).put("sub", subject));
        String signed =
                encode("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encode(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return "vapid t="
                + signed
                + "."
                + encode(signature.sign())
                + ", k="
                + encode(P256.point(keys));
    }

    private String publicKey() {
        return encode(P256.point(server));
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
