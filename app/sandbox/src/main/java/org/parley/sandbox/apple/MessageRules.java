package org.parley.sandbox.apple;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the gateway checks of a message; the first failed check is answered.
final class MessageRules {
    static final String EXTENSION =
            "com.apple.messages.MSMessageExtensionBalloonPlugin:0000000000:"
                    + "com.apple.icloud.apps.messages.business.extension";
    private static final int LARGEST_URL_DATA = 64 * 1024;
    private static final Set<String> STYLES = Set.of("icon", "small", "large");
    private static final List<String> KINDS =
            List.of(
                    "listPicker",
                    "event",
                    "quick-reply",
                    "dynamic",
                    "authenticate",
                    "payment",
                    "notification");

    private @Nullable String first;

    private MessageRules() {}

    static Optional<String> check(ObjectNode message) {
        MessageRules rules = new MessageRules();
        if (message.path("v").asInt(0) != 1) {
            rules.wrong("v must be 1");
        }
        switch (message.path("type").asString("")) {
            case "text" -> {
                if (message.path("body").asString("").isBlank()
                        && message.path("attachments").isEmpty()) {
                    rules.wrong("body is required");
                }
            }
            case "richLink" -> rules.richLink(message.path("richLinkData"));
            case "interactive" -> rules.interactive(message.path("interactiveData"));
            case "typing_start", "typing_end" -> {}
            default -> rules.wrong("type is not a message type");
        }
        return Optional.ofNullable(rules.first);
    }

    private void richLink(JsonNode link) {
        if (!link.path("url").asString("").matches("https?://\\S+")) {
            wrong("richLinkData.url is required");
        }
        need(link, "title", "richLinkData");
        JsonNode assets = link.path("assets");
        if (!assets.has("image") && !assets.has("video")) {
            wrong("richLinkData.assets needs an image or a video");
        }
        if (assets.has("image")) {
            need(assets.path("image"), "data", "richLinkData.assets.image");
            need(assets.path("image"), "mimeType", "richLinkData.assets.image");
        }
        if (assets.has("video")) {
            need(assets.path("video"), "url", "richLinkData.assets.video");
            need(assets.path("video"), "mimeType", "richLinkData.assets.video");
        }
        if (link.path("url").asString("").length() > LARGEST_URL_DATA) {
            wrong("richLinkData.url is larger than 64 KB");
        }
    }

    private void interactive(JsonNode interactive) {
        if (!interactive.path("bid").asString("").equals(EXTENSION)) {
            wrong("interactiveData.bid is not the extension's");
        }
        JsonNode data = interactive.path("data");
        need(data, "version", "interactiveData.data");
        if (KINDS.stream().filter(data::has).count() != 1) {
            wrong("interactiveData.data must have exactly one of " + KINDS);
            return;
        }
        if (data.has("notification")) {
            need(data.path("notification"), "templateId", "interactiveData.data.notification");
            return;
        }
        need(data, "requestIdentifier", "interactiveData.data");
        if (!data.has("quick-reply")) {
            balloon(interactive.path("receivedMessage"), "interactiveData.receivedMessage", data);
        }
        for (JsonNode image : data.path("images")) {
            need(image, "identifier", "interactiveData.data.images");
            need(image, "data", "interactiveData.data.images");
        }
        quickReply(data.path("quick-reply"));
        listPicker(data.path("listPicker"));
        event(data.path("event"));
    }

    private void balloon(JsonNode balloon, String path, JsonNode data) {
        need(balloon, "title", path);
        if (!STYLES.contains(balloon.path("style").asString(""))) {
            wrong(path + ".style must be one of " + STYLES.stream().sorted().toList());
        }
        String image = balloon.path("imageIdentifier").asString("");
        if (!image.isEmpty()
                && data.path("images")
                        .valueStream()
                        .noneMatch(each -> each.path("identifier").asString("").equals(image))) {
            wrong(path + ".imageIdentifier names no image");
        }
    }

    private void quickReply(JsonNode quickReply) {
        if (quickReply.isMissingNode()) {
            return;
        }
        need(quickReply, "summaryText", "quick-reply");
        JsonNode items = quickReply.path("items");
        if (items.size() < 2 || items.size() > 5) {
            wrong("quick-reply.items must hold 2 to 5 items");
        }
        for (JsonNode item : items) {
            need(item, "identifier", "quick-reply.items");
            need(item, "title", "quick-reply.items");
        }
    }

    private void listPicker(JsonNode picker) {
        if (picker.isMissingNode()) {
            return;
        }
        JsonNode sections = picker.path("sections");
        if (sections.isEmpty()) {
            wrong("listPicker.sections must not be empty");
        }
        for (JsonNode section : sections) {
            if (section.path("items").isEmpty()) {
                wrong("listPicker.sections.items must not be empty");
            }
            for (JsonNode item : section.path("items")) {
                need(item, "identifier", "listPicker.sections.items");
                need(item, "title", "listPicker.sections.items");
            }
        }
    }

    private void event(JsonNode event) {
        if (event.isMissingNode()) {
            return;
        }
        need(event, "identifier", "event");
        if (event.path("timeslots").isEmpty()) {
            wrong("event.timeslots must not be empty");
        }
        for (JsonNode slot : event.path("timeslots")) {
            need(slot, "identifier", "event.timeslots");
            need(slot, "startTime", "event.timeslots");
            if (slot.path("duration").asLong(0) <= 0) {
                wrong("event.timeslots.duration must be positive seconds");
            }
        }
    }

    private void need(JsonNode node, String field, String path) {
        if (node.path(field).asString("").isEmpty()) {
            wrong(path + "." + field + " is required");
        }
    }

    private void wrong(String message) {
        if (first == null) {
            first = message;
        }
    }
}
