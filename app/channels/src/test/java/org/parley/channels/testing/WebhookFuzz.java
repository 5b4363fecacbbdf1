package org.parley.channels.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;

/// Mutated webhooks: parsing says malformed or gives events, and never anything else. 2,000 bodies,
/// or as many as the property `parley.fuzz` says (`-Dparley.fuzz=100000` for the long form).
public final class WebhookFuzz {

    private static final int BODIES = Integer.getInteger("parley.fuzz", 2_000);
    private static final long SEED = 20_261_121;
    private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+|true|false)");
    private static final Pattern NAME = Pattern.compile("\"[A-Za-z_]+\":");
    private static final String SIGNS = "\"{}[]:,0-=&%n";
    private static final List<String> BITS =
            List.of(
                    "null",
                    "true",
                    "{}",
                    "[]",
                    "\"\"",
                    "-1",
                    "7",
                    "1e400",
                    "9223372036854775808",
                    "\"x\"",
                    "[{}]",
                    "[null]",
                    "{\"id\":null}",
                    "\"\\u0000\"",
                    "\"\\ud83d\"");

    private WebhookFuzz() {}

    /// And no mutated body is authentic.
    ///
    /// @param header that carries the proof of origin, in lower case
    /// @param bodies what the provider really sends
    public static void attack(ChannelAdapter adapter, String header, List<String> bodies) {
        Random random = new Random(SEED);
        for (int i = 0; i < BODIES; i++) {
            byte[] body =
                    mutated(
                            bodies.get(random.nextInt(bodies.size()))
                                    .getBytes(StandardCharsets.UTF_8),
                            random);
            parse(adapter, body, i);
            assertThat(adapter.authentic(new WebhookRequest(Map.of(), body))).isFalse();
            String forged = Long.toHexString(random.nextLong());
            assertThat(adapter.authentic(new WebhookRequest(Map.of(header, forged), body)))
                    .isFalse();
        }
    }

    /// @param good what the provider really sends, text or not
    public static void mutate(ChannelAdapter adapter, long seed, List<byte[]> good) {
        assertThat(good).isNotEmpty();
        Random random = new Random(seed);
        for (int i = 0; i < BODIES; i++) {
            parse(adapter, mutated(good.get(random.nextInt(good.size())), random), i);
        }
    }

    private static void parse(ChannelAdapter adapter, byte[] body, int number) {
        try {
            assertThat(adapter.parse(body)).isNotNull();
        } catch (MalformedWebhookException told) {
            assertThat(told.getMessage()).isNotBlank();
        } catch (RuntimeException other) {
            fail(
                    "Body %d: %s%n%s"
                            .formatted(number, other, new String(body, StandardCharsets.UTF_8)),
                    other);
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] body = good;
        for (int change = 0; change <= random.nextInt(4); change++) {
            body = once(body, random);
        }
        return body;
    }

    private static byte[] once(byte[] body, Random random) {
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        int until = Math.min(body.length, at + 1 + random.nextInt(12));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> spliced(body, at, Math.min(body.length, at + 1), sign(random));
            case 2 ->
                    spliced(
                            body,
                            at,
                            Math.min(body.length, at + 1),
                            Character.toString(random.nextInt(256)));
            case 3 -> spliced(body, at, until, "");
            case 4 -> spliced(body, at, at, bit(random));
            case 5 -> found(body, VALUE, bit(random), random);
            default -> found(body, NAME, "\"gone\":", random);
        };
    }

    private static String sign(Random random) {
        return String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }

    private static String bit(Random random) {
        return BITS.get(random.nextInt(BITS.size()));
    }

    /// One of what the pattern finds, so that JSON still parses.
    private static byte[] found(byte[] body, Pattern pattern, String by, Random random) {
        List<MatchResult> found =
                pattern.matcher(new String(body, StandardCharsets.ISO_8859_1)).results().toList();
        if (found.isEmpty()) {
            return body;
        }
        MatchResult chosen = found.get(random.nextInt(found.size()));
        return spliced(body, chosen.start(), chosen.end(), by);
    }

    /// Byte by byte, as Latin-1: a body need not be text.
    private static byte[] spliced(byte[] body, int from, int until, String by) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return (text.substring(0, from) + by + text.substring(until))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
