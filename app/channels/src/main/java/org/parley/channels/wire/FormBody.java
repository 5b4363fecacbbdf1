package org.parley.channels.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.MalformedWebhookException;

/// `application/x-www-form-urlencoded`, as some providers write and read it.
public final class FormBody {

    private final TreeMap<String, TreeSet<String>> values = new TreeMap<>();

    private FormBody() {}

    /// Empty when the bytes are not of this form.
    public static Optional<FormBody> read(byte[] body) {
        FormBody form = new FormBody();
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    return Optional.empty();
                }
                form.values
                        .computeIfAbsent(decode(pair.substring(0, equals)), _ -> new TreeSet<>())
                        .add(decode(pair.substring(equals + 1)));
            }
            return Optional.of(form);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// Each name with each of its values, names and values in their order.
    public void sorted(BiConsumer<String, String> each) {
        values.forEach((name, all) -> all.forEach(value -> each.accept(name, value)));
    }

    /// Null when it is absent or blank.
    public @Nullable String text(String name) {
        TreeSet<String> all = values.get(name);
        return all == null || all.first().isBlank() ? null : all.first();
    }

    /// @throws MalformedWebhookException when it is absent or blank
    public String required(String name) {
        String value = text(name);
        if (value == null) {
            throw new MalformedWebhookException("No value for " + name);
        }
        return value;
    }

    public static byte[] write(List<Map.Entry<String, String>> values) {
        return values.stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
