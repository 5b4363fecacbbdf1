package org.parley.sandbox.line;

import java.util.Optional;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// "Message objects" of the Messaging API.
final class MessageRules {
    private static final int MOST_MESSAGES = 5;
    private static final int MOST_QUICK_REPLIES = 13;
    private static final int MOST_BUBBLES = 12;

    private final Findings findings = new Findings();

    private MessageRules() {}

    static Optional<LineError> check(JsonNode body) {
        MessageRules rules = new MessageRules();
        JsonNode messages = body.path("messages");
        rules.findings.count(messages, "messages", 1, MOST_MESSAGES);
        for (int i = 0; i < messages.size(); i++) {
            rules.message(messages.get(i), "messages[" + i + "]");
        }
        rules.units(body.path("customAggregationUnits"));
        return rules.findings.error();
    }

    private void units(JsonNode units) {
        if (units.isMissingNode()) {
            return;
        }
        findings.count(units, "customAggregationUnits", 1, 1);
        if (!units.path(0).asString("").matches("[A-Za-z0-9_]{1,30}")) {
            findings.add("customAggregationUnits[0]", "invalid unit");
        }
    }

    private void message(JsonNode message, String path) {
        switch (message.path("type").asString("")) {
            case "text", "textV2" -> findings.text(message, "text", path, 5000);
            case "sticker" -> {
                findings.text(message, "packageId", path, 20);
                findings.text(message, "stickerId", path, 20);
            }
            case "image", "video" -> {
                findings.https(message, "originalContentUrl", path);
                findings.https(message, "previewImageUrl", path);
            }
            case "audio" -> {
                findings.https(message, "originalContentUrl", path);
                if (!message.path("duration").isIntegralNumber()) {
                    findings.add(path + ".duration", "May not be null");
                }
            }
            case "location" -> {
                findings.text(message, "title", path, 100);
                findings.text(message, "address", path, 100);
                degrees(message, "latitude", path, 90);
                degrees(message, "longitude", path, 180);
            }
            case "template" -> {
                findings.text(message, "altText", path, 1500);
                new TemplateRules(findings).check(message.path("template"), path + ".template");
            }
            case "flex" -> {
                findings.text(message, "altText", path, 1500);
                flex(message.path("contents"), path + ".contents");
            }
            case "imagemap" -> findings.text(message, "altText", path, 1500);
            default -> findings.add(path + ".type", "Must be one of the message types");
        }
        if (!Json.lacks(message, "quickReply")) {
            quickReply(message.path("quickReply").path("items"), path + ".quickReply.items");
        }
    }

    private void flex(JsonNode contents, String path) {
        switch (contents.path("type").asString("")) {
            case "bubble" -> bubble(contents, path);
            case "carousel" -> {
                findings.count(contents.path("contents"), path + ".contents", 1, MOST_BUBBLES);
                contents.path("contents").forEach(each -> bubble(each, path + ".contents[]"));
            }
            default -> findings.add(path + ".type", "Must be bubble or carousel");
        }
    }

    private void bubble(JsonNode bubble, String path) {
        if (!bubble.path("type").asString("").equals("bubble")) {
            findings.add(path + ".type", "Must be bubble");
        }
        if (bubble.toString().length() > 30 * 1024) {
            findings.add(path, "A bubble takes 30 KB");
        }
        for (JsonNode button : bubble.path("footer").path("contents")) {
            if (button.path("type").asString("").equals("button")) {
                ActionRules.check(button.path("action"), path + ".action", true, findings);
            }
        }
    }

    private void quickReply(JsonNode items, String path) {
        findings.count(items, path, 1, MOST_QUICK_REPLIES);
        for (int i = 0; i < items.size(); i++) {
            ActionRules.check(
                    items.get(i).path("action"), path + "[" + i + "].action", true, findings);
        }
    }

    private void degrees(JsonNode message, String field, String path, int most) {
        JsonNode value = message.path(field);
        if (!value.isNumber() || Math.abs(value.doubleValue()) > most) {
            findings.add(path + "." + field, "Must be between -%d and %d".formatted(most, most));
        }
    }
}
