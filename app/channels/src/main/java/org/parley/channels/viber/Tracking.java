package org.parley.channels.viber;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Content;
import org.parley.core.content.Content.Choice;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What travels as `tracking_data` and comes back with the person's next message: our message's id
/// and, behind a semicolon, the payloads of its reply buttons. Viber gives a tapped button and a
/// typed word the same form; the payloads tell them apart.
///
/// @param payloads empty when the message has no reply buttons
record Tracking(@Nullable MessageId id, List<String> payloads) {

    private static final char SEPARATOR = ';';

    Tracking {
        payloads = List.copyOf(payloads);
    }

    static Tracking of(MessageId id, Content content) {
        return new Tracking(id, content.choices().stream().map(Choice::payload).toList());
    }

    static Tracking read(@Nullable String echoed) {
        if (echoed == null) {
            return new Tracking(null, List.of());
        }
        int separator = echoed.indexOf(SEPARATOR);
        if (separator < 0) {
            return new Tracking(JsonBody.messageId(echoed), List.of());
        }
        List<String> payloads = new ArrayList<>();
        ObjectNode rest =
                JsonBody.answer(echoed.substring(separator + 1).getBytes(StandardCharsets.UTF_8));
        if (rest != null) {
            for (JsonNode payload : rest.path("replies")) {
                payloads.add(payload.asString(""));
            }
        }
        return new Tracking(JsonBody.messageId(echoed.substring(0, separator)), payloads);
    }

    String write() {
        if (payloads.isEmpty()) {
            return String.valueOf(id);
        }
        ObjectNode rest = JsonBody.object();
        payloads.forEach(rest.putArray("replies")::add);
        return String.valueOf(id) + SEPARATOR + rest;
    }
}
