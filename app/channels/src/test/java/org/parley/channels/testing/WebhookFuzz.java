package org.parley.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;

/// Mutated webhooks: parsing says malformed or gives events, and never anything else. The number is
/// small for every build and set by `-Dparley.fuzz.bodies=100000` for the long form.
public final class WebhookFuzz {

    private static final int BODIES = Integer.getInteger("parley.fuzz.bodies", 2_000);
    private static final long SEED = 20_261_121;
    private static final List<String> BITS =
            List.of(
                    "null",
                    "true",
                    "{}",
                    "[]",
                    "\"\"",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "\"x\"",
                    "[{}]",
                    "[null]",
                    "{\"id\":null}",
                    "\"\\u0000\"",
                    "\uD83D");

    private WebhookFuzz() {}

    /// @param header that carries the proof of origin, in lower case
    /// @param bodies what the provider really sends
    public static void attack(ChannelAdapter adapter, String header, List<String> bodies) {
        Random random = new Random(SEED);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutate(bodies.get(random.nextInt(bodies.size())), random);
            try {
                assertThat(adapter.parse(body)).isNotNull();
            } catch (MalformedWebhookException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            } catch (RuntimeException other) {
                fail(
                        "Body %d: %s%n%s"
                                .formatted(i, other, new String(body, StandardCharsets.UTF_8)),
                        other);
            }
            assertThat(adapter.authentic(new WebhookRequest(Map.of(), body))).isFalse();
            String forged = Long.toHexString(random.nextLong());
            assertThat(adapter.authentic(new WebhookRequest(Map.of(header, forged), body)))
                    .isFalse();
        }
    }

    private static byte[] mutate(String body, Random random) {
        String text = body;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            text = once(text, random);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String once(String text, Random random) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + bit(random) + text.substring(at);
            case 2 -> value(text, random);
            case 3 -> field(text, random);
            case 4 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 3));
            default -> text.replaceFirst("\"[a-z_]+\":", "\"other\":");
        };
    }

    /// Replaces a value, so that the JSON still parses.
    private static String value(String text, Random random) {
        var values =
                java.util.regex.Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+|true|false)").matcher(text);
        List<java.util.regex.MatchResult> found = values.results().toList();
        if (found.isEmpty()) {
            return text;
        }
        var chosen = found.get(random.nextInt(found.size()));
        return text.substring(0, chosen.start()) + bit(random) + text.substring(chosen.end());
    }

    /// Renames a field, so that it is missing.
    private static String field(String text, Random random) {
        var names = java.util.regex.Pattern.compile("\"[A-Za-z_]+\":").matcher(text);
        List<java.util.regex.MatchResult> found = names.results().toList();
        if (found.isEmpty()) {
            return text;
        }
        var chosen = found.get(random.nextInt(found.size()));
        return text.substring(0, chosen.start()) + "\"gone\":" + text.substring(chosen.end());
    }

    private static String bit(Random random) {
        return BITS.get(random.nextInt(BITS.size()));
    }
}
