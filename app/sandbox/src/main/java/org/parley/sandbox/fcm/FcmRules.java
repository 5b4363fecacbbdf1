package org.parley.sandbox.fcm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// What FCM checks of a `Message` before it looks at its target.
final class FcmRules {
    private static final int LARGEST = 4_096;
    private static final List<String> TARGETS = List.of("token", "fid", "topic", "condition");
    private static final Set<String> RESERVED = Set.of("from", "notification", "message_type");

    private FcmRules() {}

    static Optional<String> check(JsonNode message) {
        if (!message.isObject()) {
            return Optional.of("message is required");
        }
        if (TARGETS.stream().filter(message::has).count() != 1) {
            return Optional.of("Exactly one of token, fid, topic or condition is required");
        }
        if (size(message.path("data")) + size(message.path("notification")) > LARGEST) {
            return Optional.of("Message is too big");
        }
        for (Map.Entry<String, JsonNode> each : message.path("data").properties()) {
            if (!each.getValue().isString()) {
                return Optional.of("Invalid value at 'message.data[" + each.getKey() + "]'");
            }
            if (RESERVED.contains(each.getKey())
                    || each.getKey().startsWith("google")
                    || each.getKey().startsWith("gcm")) {
                return Optional.of("Invalid data payload key: " + each.getKey());
            }
        }
        String ttl = message.path("android").path("ttl").asString("");
        if (!ttl.isEmpty() && !ttl.matches("\\d{1,7}(\\.\\d+)?s")) {
            return Optional.of("Invalid value at 'message.android.ttl'");
        }
        String priority = message.path("android").path("priority").asString("NORMAL");
        return Set.of("NORMAL", "HIGH", "normal", "high").contains(priority)
                ? Optional.empty()
                : Optional.of("Invalid value at 'message.android.priority'");
    }

    private static int size(JsonNode node) {
        return node.isMissingNode() ? 0 : Json.write(node).getBytes(StandardCharsets.UTF_8).length;
    }
}
