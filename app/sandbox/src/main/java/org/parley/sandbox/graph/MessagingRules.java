package org.parley.sandbox.graph;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Send API checks before it looks at the recipient ("Send messages", "Quick replies",
/// "Message templates" of the Messenger Platform).
final class MessagingRules {
    private static final Set<String> TYPES = Set.of("RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY");
    private static final Set<String> ACTIONS =
            Set.of("typing_on", "typing_off", "mark_seen", "react", "unreact");
    private static final int MOST_QUICK_REPLIES = 13;
    private static final int LONGEST_TITLE = 20;
    private static final int LONGEST_PAYLOAD = 1000;

    /// Endings that give a wrong kind of attachment away.
    private static final Map<String, String> KINDS =
            Map.of(
                    ".jpg", "image", ".jpeg", "image", ".png", "image", ".gif", "image", ".mp4",
                    "video", ".mov", "video", ".mp3", "audio", ".m4a", "audio", ".pdf", "file");

    private final MessagingLimits limits;

    MessagingRules(MessagingLimits limits) {
        this.limits = limits;
    }

    void check(ObjectNode body, GraphFaults faults) {
        JsonNode recipient = body.path("recipient");
        if (!recipient.isObject() || recipient.isEmpty()) {
            faults.bad("The parameter recipient is required");
        }
        faults.choice(body, "messaging_type", "messaging_type", TYPES);
        tag(body, faults);
        if (!Json.lacks(body, "sender_action")) {
            faults.choice(body, "sender_action", "sender_action", ACTIONS);
            return;
        }
        message(body.path("message"), faults);
    }

    /// The older tags ended on 2026-04-27; what is left is written by a person.
    private static void tag(ObjectNode body, GraphFaults faults) {
        boolean tagged = body.path("messaging_type").asString("").equals("MESSAGE_TAG");
        if (tagged && !body.path("tag").asString("").equals("HUMAN_AGENT")) {
            faults.bad("Param tag must be one of {HUMAN_AGENT}");
        }
    }

    private void message(JsonNode message, GraphFaults faults) {
        if (!message.isObject()) {
            faults.bad("The parameter message is required");
            return;
        }
        boolean text = !Json.lacks(message, "text");
        boolean attachment = !Json.lacks(message, "attachment");
        boolean several = !Json.lacks(message, "attachments");
        boolean template = !Json.lacks(message, "template");
        if (!text && !attachment && !several && !template) {
            faults.bad("Message cannot be empty, must provide valid attachment or text");
        }
        if (text && (attachment || several)) {
            faults.bad("Cannot send both text and attachment");
        }
        if (text) {
            text(message, faults);
        }
        faults.optionalText(message, "metadata", "message[metadata]", LONGEST_PAYLOAD);
        if (attachment) {
            attachment(message.path("attachment"), faults);
        }
        if (several) {
            faults.count(message.path("attachments"), "message[attachments]", 1, limits.images());
            for (JsonNode each : message.path("attachments")) {
                faults.choice(each, "type", "message[attachments][type]", Set.of("image"));
                attachment(each, faults);
            }
        }
        if (!Json.lacks(message, "quick_replies")) {
            quickReplies(message.path("quick_replies"), faults);
        }
    }

    private void text(JsonNode message, GraphFaults faults) {
        faults.text(message, "text", "message[text]", Integer.MAX_VALUE);
        if (limits.textInBytes()) {
            faults.bytes(message, "text", "message[text]", limits.text());
        } else {
            faults.optionalText(message, "text", "message[text]", limits.text());
        }
    }

    private void attachment(JsonNode attachment, GraphFaults faults) {
        String path = "message[attachment]";
        faults.text(attachment, "type", path + "[type]", 30);
        faults.choice(attachment, "type", path + "[type]", limits.attachments());
        JsonNode payload = attachment.path("payload");
        String type = attachment.path("type").asString("");
        switch (type) {
            case "template" -> new TemplateShape(limits, faults).check(payload);
            case "like_heart" -> {}
            case "MEDIA_SHARE" -> faults.text(payload, "id", path + "[payload][id]", 60);
            default -> media(type, payload, faults);
        }
    }

    private static void media(String type, JsonNode payload, GraphFaults faults) {
        String path = "message[attachment][payload]";
        if (!Json.lacks(payload, "attachment_id")) {
            faults.text(payload, "attachment_id", path + "[attachment_id]", 40);
            return;
        }
        faults.url(payload, "url", path + "[url]");
        String url = payload.path("url").asString("").toLowerCase(Locale.ROOT);
        KINDS.forEach((ending, kind) -> {
            if (url.endsWith(ending) && !kind.equals(type) && !type.equals("file")) {
                faults.add(
                        new GraphFault(
                                100,
                                2018047,
                                "Upload attachment failure. The type of the file does not match"
                                        + " the type of the attachment."));
            }
        });
    }

    private void quickReplies(JsonNode replies, GraphFaults faults) {
        String path = "message[quick_replies]";
        faults.count(replies, path, 1, MOST_QUICK_REPLIES);
        for (JsonNode reply : replies) {
            faults.text(reply, "content_type", path + "[content_type]", 30);
            faults.choice(reply, "content_type", path + "[content_type]", limits.quickReplies());
            if (reply.path("content_type").asString("").equals("text")) {
                faults.text(reply, "title", path + "[title]", LONGEST_TITLE);
                faults.text(reply, "payload", path + "[payload]", LONGEST_PAYLOAD);
                faults.optionalText(reply, "image_url", path + "[image_url]", 2000);
            }
        }
    }
}
