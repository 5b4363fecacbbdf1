package org.parley.channels.wire;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.kernel.MessageId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading providers' JSON, which mixes numbers and strings for the same field.
public final class JsonBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonBody() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    /// The same JSON for a person to read.
    public static String pretty(byte[] body) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
    }

    /// An answer's object; null when it is none.
    public static @Nullable ObjectNode answer(byte[] body) {
        try {
            return JSON.readTree(body) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// @throws MalformedWebhookException when it is not a JSON object
    public static ObjectNode webhook(byte[] body) {
        ObjectNode object = answer(body);
        if (object == null) {
            throw new MalformedWebhookException("The body is not a JSON object");
        }
        return object;
    }

    /// @throws MalformedWebhookException when it is not a JSON array
    public static ArrayNode webhookArray(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ArrayNode array) {
                return array;
            }
        } catch (JacksonException _) {
            // told below
        }
        throw new MalformedWebhookException("The body is not a JSON array");
    }

    /// A text or an integer of any size as text; null when it is neither or empty.
    public static @Nullable String text(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        if (node.isString()) {
            return node.stringValue().isBlank() ? null : node.stringValue();
        }
        return node.isIntegralNumber() ? node.bigIntegerValue().toString() : null;
    }

    /// @throws MalformedWebhookException when it is not there
    public static String required(JsonNode parent, String field, String at) {
        String value = text(parent, field);
        if (value == null) {
            throw new MalformedWebhookException("No text or number at " + at + "." + field);
        }
        return value;
    }

    /// @throws MalformedWebhookException when it is not a whole number of a plausible size
    public static Instant time(JsonNode parent, String field, String at, boolean milliseconds) {
        String value = required(parent, field, at);
        if (!value.matches("\\d{1,15}")) {
            throw new MalformedWebhookException("No time at " + at + "." + field);
        }
        long number = Long.parseLong(value);
        return milliseconds ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    /// Our message's id that a provider echoes; null when it is not one of ours.
    public static @Nullable MessageId messageId(@Nullable String echoed) {
        if (echoed == null || !echoed.matches("\\d{1,19}")) {
            return null;
        }
        BigInteger number = new BigInteger(echoed);
        if (number.bitLength() >= Long.SIZE) {
            return null;
        }
        long packed = number.longValue();
        return packed >>> 32 == 0 || (int) packed < 1 ? null : MessageId.of(packed);
    }
}
