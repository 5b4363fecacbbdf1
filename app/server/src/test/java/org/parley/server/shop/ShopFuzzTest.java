package org.parley.server.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.shop.ShopDialect;

/// Mutated orders: reading says malformed or gives events, and never anything else; and the
/// signature of an order is that of no other bytes. 10,000 bodies.
class ShopFuzzTest {

    private static final int BODIES = 10_000;
    private static final long SEED = 20_261_121;
    private static final String KEY = "0123456789abcdef";
    private static final Pattern VALUE =
            Pattern.compile("(?<=:)(\"[^\"]*\"|-?[0-9.]+|true|false|null|\\[\\])");
    private static final String SIGNS = "\"{}[]:,0-=&%n\\";
    private static final List<String> BITS =
            List.of(
                    "null",
                    "true",
                    "{}",
                    "[]",
                    "\"\"",
                    "-1",
                    "0",
                    "1e400",
                    "1e-999999999",
                    "9223372036854775808",
                    "999999999999",
                    "0.000000000000001",
                    "\"x\"",
                    "[{}]",
                    "[null]",
                    "{\"id\":null}",
                    "\"\\u0000\"",
                    "\"\\ud83d\"",
                    "\"EUR\"",
                    "\"JPY\"",
                    "\"XAU\"",
                    "\"+1000000000-12-31T23:59:59Z\"");

    private record Said(
            ShopDialect dialect,
            String topicHeader,
            String topic,
            String signatureHeader,
            String signature,
            String body) {}

    static final List<String> TELLINGS =
            List.of(
                    Samples.SHOPIFY,
                    Samples.SHOPIFY.replace(
                            "\"refunds\":[]", "\"refunds\":[" + Samples.SHOPIFY_REFUND + "]"),
                    Samples.SHOPIFY_REFUND,
                    Samples.WOOCOMMERCE.replace(
                            "\"refunds\":[]", "\"refunds\":[{\"id\":728,\"total\":\"-10.00\"}]"),
                    Samples.SEGMENT,
                    Samples.SEGMENT_REFUND,
                    Samples.SEGMENT_CANCELLED);

    @Test
    void aMutatedOrderIsReadOrRefusedAndNotAuthenticUnderTheSignatureOfTheOrder() {
        List<Said> said =
                List.of(
                        shopify("orders/paid", TELLINGS.get(0)),
                        shopify("orders/updated", TELLINGS.get(1)),
                        shopify("refunds/create", TELLINGS.get(2)),
                        new Said(
                                new WooCommerceDialect(),
                                "x-wc-webhook-topic",
                                "order.updated",
                                "x-wc-webhook-signature",
                                ShopCalls.base64(KEY, TELLINGS.get(3)),
                                TELLINGS.get(3)),
                        segment(TELLINGS.get(4)),
                        segment(TELLINGS.get(5)),
                        segment(TELLINGS.get(6)));
        Random random = new Random(SEED);
        int read = 0;
        int same = 0;
        for (int i = 0; i < BODIES; i++) {
            Said one = said.get(random.nextInt(said.size()));
            byte[] body = mutated(one.body(), random);
            WebhookRequest request =
                    new WebhookRequest(
                            Map.of(
                                    one.topicHeader(),
                                    one.topic(),
                                    one.signatureHeader(),
                                    one.signature()),
                            body);
            try {
                assertThat(one.dialect().read(request, "web", Instant.EPOCH)).isNotNull();
                read++;
            } catch (MalformedWebhookException told) {
                assertThat(told.getMessage()).isNotBlank();
            } catch (RuntimeException other) {
                fail(
                        "Body %d: %s%n%s"
                                .formatted(i, other, new String(body, StandardCharsets.UTF_8)),
                        other);
            }
            boolean original = Arrays.equals(body, one.body().getBytes(StandardCharsets.UTF_8));
            assertThat(one.dialect().authentic(request, KEY)).isEqualTo(original);
            same += original ? 1 : 0;
        }
        // some mutations put back what was there, so both answers are seen
        assertThat(same).isBetween(1, BODIES / 10);
        assertThat(read).isBetween(BODIES / 20, BODIES * 19 / 20);
    }

    private static Said shopify(String topic, String body) {
        return new Said(
                new ShopifyDialect(),
                "x-shopify-topic",
                topic,
                "x-shopify-hmac-sha256",
                ShopCalls.base64(KEY, body),
                body);
    }

    private static Said segment(String body) {
        return new Said(
                new SegmentDialect(),
                "x-none",
                "",
                "x-signature",
                ShopCalls.hex(KEY, body.getBytes(StandardCharsets.UTF_8)),
                body);
    }

    static byte[] mutated(String good, Random random) {
        String body = good;
        for (int change = 0; change <= random.nextInt(4); change++) {
            body = once(body, random);
        }
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String once(String body, Random random) {
        int at = body.isEmpty() ? 0 : random.nextInt(body.length());
        int until = Math.min(body.length(), at + 1 + random.nextInt(12));
        return switch (random.nextInt(10)) {
            case 0 -> body.substring(0, at);
            case 1 -> spliced(body, at, at, SIGNS.charAt(random.nextInt(SIGNS.length())) + "");
            case 2 -> spliced(body, at, at, Character.toString(random.nextInt(256)));
            case 3 -> spliced(body, at, until, "");
            default -> value(body, random);
        };
    }

    /// Another value in the place of one, so that the JSON still parses.
    private static String value(String body, Random random) {
        List<MatchResult> found = VALUE.matcher(body).results().toList();
        if (found.isEmpty()) {
            return body;
        }
        MatchResult chosen = found.get(random.nextInt(found.size()));
        return spliced(body, chosen.start(), chosen.end(), BITS.get(random.nextInt(BITS.size())));
    }

    private static String spliced(String text, int from, int until, String by) {
        return text.substring(0, from) + by + text.substring(until);
    }
}
