package org.parley.sandbox.apple;

import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The answer to an interactive message: its own tree, cut down to what was chosen.
final class AppleReply {
    private AppleReply() {}

    static ObjectNode of(JsonNode original, QuickReply chosen) {
        ObjectNode reply = Json.object().put("bid", MessageRules.EXTENSION);
        JsonNode data = original.path("data");
        ObjectNode answer = reply.putObject("data");
        answer.put("version", "1.0");
        answer.put("requestIdentifier", data.path("requestIdentifier").asString(""));
        if (data.has("quick-reply")) {
            quickReply(data.path("quick-reply"), chosen, answer.putObject("quick-reply"));
        } else if (data.has("listPicker")) {
            listPicker(data.path("listPicker"), chosen, answer.putObject("listPicker"));
        } else {
            event(data.path("event"), chosen, answer.putObject("event"));
        }
        reply.putObject("replyMessage").put("title", chosen.label()).put("style", "icon");
        return reply;
    }

    private static void quickReply(JsonNode asked, QuickReply chosen, ObjectNode answer) {
        JsonNode items = asked.path("items");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path("identifier").asString("").equals(chosen.payload())) {
                answer.put("selectedIndex", i).put("selectedIdentifier", chosen.payload());
            }
        }
        answer.set("items", items);
    }

    private static void listPicker(JsonNode asked, QuickReply chosen, ObjectNode answer) {
        for (JsonNode section : asked.path("sections")) {
            for (JsonNode item : section.path("items")) {
                if (item.path("identifier").asString("").equals(chosen.payload())) {
                    ObjectNode kept = answer.putArray("sections").addObject();
                    kept.put("title", section.path("title").asString(""));
                    kept.putArray("items").add(item);
                }
            }
        }
    }

    private static void event(JsonNode asked, QuickReply chosen, ObjectNode answer) {
        answer.put("identifier", asked.path("identifier").asString(""));
        for (JsonNode slot : asked.path("timeslots")) {
            if (slot.path("identifier").asString("").equals(chosen.payload())) {
                answer.putArray("timeslots").add(slot);
            }
        }
    }
}
