package org.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Flow;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// Meta bundles what happened into bodies of up to 3 MB, more than anybody else may send here.
@ServerTest
final class LargeWebhookTest {

    private static final int MEGABYTE = 1_000_000;

    private final Callers callers;
    private final DSLContext postgres;

    LargeWebhookTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    @Test
    void twoAndAHalfMegabytesAreTakenWhole() throws Exception {
        byte[] body = body(5 * MEGABYTE / 2);
        assertThat(send(body, BodyPublishers.ofByteArray(body))).isEqualTo(200);
        assertThat(send(body, chunked(body))).isEqualTo(200);
        assertThat(send(new byte[0], BodyPublishers.ofByteArray(body))).isEqualTo(401);
    }

    @Test
    void threeAndAHalfMegabytesAreRefusedAndNotKept() throws Exception {
        byte[] body = body(7 * MEGABYTE / 2);
        assertThat(send(body, BodyPublishers.ofByteArray(body))).isEqualTo(413);
        assertThat(send(body, chunked(body))).isEqualTo(413);
        assertThat(
                        postgres.fetchSingle(
                                        "select count(*) from webhook_delivery where"
                                                + " octet_length(body) > {0}",
                                        DSL.val(3 * MEGABYTE))
                                .get(0, Long.class))
                .isZero();
    }

    /// @param signed the bytes that the signature is made of
    private int send(byte[] signed, BodyPublisher body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:%d/webhooks/whatsapp/main"
                                                            .formatted(callers.port())))
                                    .timeout(Duration.ofSeconds(30))
                                    .header("X-Hub-Signature-256", "sha256=" + signature(signed))
                                    .POST(body)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /// Without a declared length.
    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.fromPublisher((Flow.Subscriber<? super ByteBuffer> subscriber) ->
                BodyPublishers.ofByteArray(body).subscribe(subscriber));
    }

    /// Of Meta's form, with nothing in it that concerns us.
    private static byte[] body(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        byte[] json =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                        .getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, body, 0, json.length);
        return body;
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        ServerTest.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
