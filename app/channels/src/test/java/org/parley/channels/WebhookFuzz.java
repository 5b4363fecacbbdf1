package org.parley.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.MalformedWebhookException;

/// Throws mutated bodies at an adapter: 2,000, or as many as the property `parley.fuzz` says.
public final class WebhookFuzz {

    private static final int BODIES = Integer.getInteger("parley.fuzz", 2_000);

    private WebhookFuzz() {}

    public static void mutate(ChannelAdapter adapter, long seed, List<byte[]> good) {
        assertThat(good).isNotEmpty();
        Random random = new Random(seed);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = mutated(good.get(random.nextInt(good.size())), random);
            try {
                assertThat(adapter.parse(body)).isNotNull();
            } catch (MalformedWebhookException told) {
                assertThat(told).hasMessageMatching("(?s).+");
            } catch (RuntimeException e) {
                fail("Body %d of seed %d".formatted(i, seed), e);
            }
        }
    }

    private static byte[] mutated(byte[] good, Random random) {
        byte[] body = good.clone();
        for (int change = 0; change <= random.nextInt(4); change++) {
            body = once(body, random);
        }
        return body;
    }

    private static byte[] once(byte[] body, Random random) {
        if (body.length == 0) {
            return body;
        }
        int at = random.nextInt(body.length);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> with(body, at, (byte) random.nextInt(256));
            case 2 -> with(body, at, (byte) "\"{}[]:,0-=&%n".charAt(random.nextInt(13)));
            case 3 -> without(body, at, Math.min(body.length - at, 1 + random.nextInt(12)));
            case 4 -> replaced(body, "\":\"[^\"]{0,40}\"", "\":" + value(random), random);
            default -> replaced(body, "\"[A-Za-z]{1,20}\":", "\"x\":", random);
        };
    }

    private static String value(Random random) {
        String[] values = {
            "null", "7", "-1", "[]", "{}", "\"\"", "true", "9223372036854775808", "\"\\u0000\""
        };
        return values[random.nextInt(values.length)];
    }

    private static byte[] replaced(byte[] body, String pattern, String by, Random random) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        var found = Pattern.compile(pattern).matcher(text);
        int wanted = random.nextInt(8);
        while (found.find()) {
            if (wanted-- == 0) {
                return (text.substring(0, found.start()) + by + text.substring(found.end()))
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return body;
    }

    private static byte[] with(byte[] body, int at, byte value) {
        byte[] changed = body.clone();
        changed[at] = value;
        return changed;
    }

    private static byte[] without(byte[] body, int at, int count) {
        byte[] shorter = new byte[body.length - count];
        System.arraycopy(body, 0, shorter, 0, at);
        System.arraycopy(body, at + count, shorter, at, shorter.length - at);
        return shorter;
    }
}
