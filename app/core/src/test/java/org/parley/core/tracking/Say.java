package org.parley.core.tracking;

import java.time.Instant;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the fake provider tells.
final class Say {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Say() {}

    static ObjectNode receipt(String kind, String provider, Instant at) {
        return event("receipt", at).put("kind", kind).put("provider", provider);
    }

    static ObjectNode receipt(String kind, MessageId message, Instant at) {
        return event("receipt", at).put("kind", kind).put("message", message.packed());
    }

    static ObjectNode failed(String provider, String code, Instant at) {
        return receipt("FAILED", provider, at).put("failure", "RECIPIENT").put("code", code);
    }

    static ObjectNode reply(String address, String id, String text, Instant at) {
        return event("reply", at).put("address", address).put("provider", id).put("text", text);
    }

    static ObjectNode about(String type, String address, Instant at) {
        return event(type, at).put("address", address);
    }

    /// About a person whom the provider does not name.
    static ObjectNode about(String type, MessageId message, Instant at) {
        return event(type, at).put("message", message.packed());
    }

    private static ObjectNode event(String type, Instant at) {
        return MAPPER.createObjectNode().put("type", type).put("at", at.toString());
    }
}
