package org.parley.server.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Shops that sign as the real ones do, each test's under a name of its own.
record ShopCalls(Callers callers, DSLContext dsl) {

    static final String SECRET = "shpss_4f3c77aa90b1";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    record Place(long id, String kind, String name) {}

    Place open(String kind) {
        String name = "shop-" + COUNTER.incrementAndGet();
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/shops")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("kind", kind, "name", name, "secret", SECRET))
                .exchange()
                .expectStatus()
                .isCreated();
        return new Place(
                dsl.fetchSingle("select id from shop where name = {0}", DSL.val(name))
                        .get(0, Long.class),
                kind,
                name);
    }

    ResponseSpec tell(Place shop, String topic, String body) {
        return switch (shop.kind()) {
            case "shopify" ->
                    call(
                            shop,
                            "X-Shopify-Topic",
                            topic,
                            "X-Shopify-Hmac-SHA256",
                            base64(SECRET, body),
                            body);
            case "woocommerce" ->
                    call(
                            shop,
                            "X-WC-Webhook-Topic",
                            topic,
                            "X-WC-Webhook-Signature",
                            base64(SECRET, body),
                            body);
            default ->
                    call(
                            shop,
                            "X-None",
                            topic,
                            "X-Signature",
                            hex(SECRET, body.getBytes(StandardCharsets.UTF_8)),
                            body);
        };
    }

    ResponseSpec signed(Place shop, String secret) {
        return call(
                shop,
                "X-Shopify-Topic",
                "orders/paid",
                "X-Shopify-Hmac-SHA256",
                base64(secret, Samples.SHOPIFY),
                Samples.SHOPIFY);
    }

    ResponseSpec call(
            Place shop, String header, String value, String proof, String proven, String body) {
        return callers.anybody()
                .post()
                .uri("/webhooks/shops/" + shop.kind() + "/" + shop.name())
                .header(header, value)
                .header(proof, proven)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    BodyContentSpec view(Place shop) {
        return callers.program(Role.ADMIN)
                .get()
                .uri("/api/v1/shops/" + shop.id())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    /// Number, kind and amount of what is recorded, and of which order it is a refund.
    List<String> documents(Place shop) {
        return dsl.fetch(
                        "select external_id || ' ' || kind || ' ' || revenue_minor || ' ' ||"
                                + " currency || coalesce(' of ' || refund_of, '') from shop_order where"
                                + " store = {0} order by external_id collate \"C\"",
                        DSL.val(shop.name()))
                .getValues(0, String.class);
    }

    static String base64(String secret, String body) {
        return Base64.getEncoder()
                .encodeToString(mac("HmacSHA256", secret, body.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(mac("HmacSHA1", secret, body));
    }

    private static byte[] mac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
