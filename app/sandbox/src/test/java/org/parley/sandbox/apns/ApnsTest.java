package org.parley.sandbox.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Town;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

class ApnsTest {
    private static final String DEVICE =
            "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
    private static final String HELLO = "{\"aps\":{\"alert\":{\"title\":\"Hi\",\"body\":\"x\"}}}";

    private Town town;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .sslContext(trusting(town.sheet("apnsCertificate")))
                        .build();
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        town.close();
    }

    @Test
    void aPushIsTakenOverHttp2AndKeepsItsId() throws Exception {
        String id = "00000007-0000-8000-8000-000000000001";
        HttpResponse<String> answer = push(DEVICE, headers("apns-id", id), HELLO);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("apns-id")).contains(id);
        assertThat(push(DEVICE, headers(), HELLO).headers().firstValue("apns-id")).isNotEmpty();
        assertThat(town.accepted(Channel.APNS)).isEqualTo(2);
    }

    @Test
    void whoDoesNotTrustTheCertificateSendsNothing() {
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() ->
                            stranger.send(
                                    request(DEVICE, headers(), HELLO), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
        assertThat(town.accepted(Channel.APNS)).isZero();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    apns-topic       | -               | 400 | MissingTopic
                    apns-topic       | com.other.app   | 400 | TopicDisallowed
                    apns-push-type   | shout           | 400 | InvalidPushType
                    apns-priority    | 7               | 400 | BadPriority
                    apns-expiration  | tomorrow        | 400 | BadExpirationDate
                    apns-id          | 17              | 400 | BadMessageId
                    authorization    | -               | 403 | MissingProviderToken
                    authorization    | bearer x.y.z    | 403 | InvalidProviderToken
                    authorization    | Basic abc       | 403 | InvalidProviderToken
                    """)
    void aWrongHeaderIsNamed(String header, String value, int status, String reason)
            throws Exception {
        Map<String, String> headers = headers();
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        refused(push(DEVICE, headers, HELLO), status, reason);
    }

    @Test
    void aCollapseIdTakes64Bytes() throws Exception {
        assertThat(push(DEVICE, headers("apns-collapse-id", "x".repeat(64)), HELLO).statusCode())
                .isEqualTo(200);
        refused(
                push(DEVICE, headers("apns-collapse-id", "x".repeat(65)), HELLO),
                400,
                "BadCollapseId");
    }

    @Test
    void aPayloadTakes4096BytesAndIsNotEmpty() throws Exception {
        assertThat(push(DEVICE, headers(), "x".repeat(4_096)).statusCode()).isEqualTo(200);
        refused(push(DEVICE, headers(), "x".repeat(4_097)), 413, "PayloadTooLarge");
        refused(push(DEVICE, headers(), ""), 400, "PayloadEmpty");
    }

    @ParameterizedTest(name = "issued {0} seconds ago")
    @CsvSource({"3500, ''", "3700, ExpiredProviderToken", "-900, InvalidProviderToken"})
    void aProviderTokenLastsAnHour(long age, String reason) throws Exception {
        Map<String, String> headers =
                headers("authorization", bearer(age, town.sheet("apnsKeyId")));
        HttpResponse<String> answer = push(DEVICE, headers, HELLO);
        if (reason.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            refused(answer, 403, reason);
        }
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        refused(
                push(DEVICE, headers("authorization", bearer(0, "OTHERKEY00")), HELLO),
                403,
                "InvalidProviderToken");
    }

    @Test
    void aTokenThatNoDeviceHasIsBadAndARemovedAppSaysSinceWhen() throws Exception {
        refused(push("0".repeat(64), headers(), HELLO), 400, "BadDeviceToken");
        refused(push("not-hex", headers(), HELLO), 400, "BadDeviceToken");
        town.sandbox.customers().book().unregister(Channel.APNS, DEVICE);
        HttpResponse<String> gone = push(DEVICE, headers(), HELLO);
        refused(gone, 410, "Unregistered");
        assertThat(Town.json(gone).path("timestamp").asLong(0)).isPositive();
        assertThat(town.accepted(Channel.APNS)).isZero();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "429, TooManyRequests",
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "400, DeviceTokenNotForTopic"
    })
    void whatATestOrdersIsAnswered(int status, String reason) throws Exception {
        town.sandbox.refusals().next(Channel.APNS, 1, new Refusal.ProviderError(0, reason));
        refused(push(DEVICE, headers(), HELLO), status, reason);
        assertThat(push(DEVICE, headers(), HELLO).statusCode()).isEqualTo(200);
    }

    @Test
    void onTheCommonPortItIsNotSpoken() throws Exception {
        HttpResponse<String> answer =
                town.call("GET", town.sandbox.baseUri() + "/apns/", Map.of(), new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("HTTP/2");
    }

    private static void refused(HttpResponse<String> answer, int status, String reason) {
        assertThat(Town.json(answer).path("reason").stringValue()).isEqualTo(reason);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> push(String device, Map<String, String> headers, String body)
            throws Exception {
        return http.send(request(device, headers, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String device, Map<String, String> headers, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(town.sheet("apnsBaseUri") + "/3/device/" + device))
                        .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request.build();
    }

    private Map<String, String> headers(String... more) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("authorization", bearer(0, town.sheet("apnsKeyId")));
        headers.put("apns-topic", town.sheet("apnsTopic"));
        headers.put("apns-push-type", "alert");
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private String bearer(long age, String keyId) throws Exception {
        String pem = town.sheet("apnsKey").replaceAll("-----[A-Z ]+-----|\\s", "");
        long issued = System.currentTimeMillis() / 1_000 - age;
        String signed =
                encode("{\"alg\":\"ES256\",\"kid\":\"" + keyId + "\"}")
                        + "."
                        + encode(
                                "{\"iss\":\""
                                        + town.sheet("apnsTeamId")
                                        + "\",\"iat\":"
                                        + issued
                                        + "}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return "bearer "
                + signed
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "sandbox",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
