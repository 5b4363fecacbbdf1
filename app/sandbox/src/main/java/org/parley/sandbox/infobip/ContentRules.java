package org.parley.sandbox.infobip;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules for the content of one message: kinds and lengths ("Viber Business Messages", message
/// types).
final class ContentRules {
    private static final Set<String> IMAGES = Set.of("jpg", "jpeg", "png");

    private ContentRules() {}

    static void check(JsonNode content, String path, Violations found) {
        switch (content.path("type").asString("")) {
            case "TEXT" -> found.text(content, "text", path, 1, 1_000);
            case "IMAGE" -> {
                found.url(content, "mediaUrl", path);
                String url = content.path("mediaUrl").asString("");
                if (!IMAGES.contains(
                        url.substring(url.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
                    found.add(path + ".mediaUrl", "must be a jpg, jpeg or png image");
                }
                found.optionalText(content, "text", path, 1_000);
            }
            case "VIDEO" -> {
                found.url(content, "mediaUrl", path);
                found.url(content, "thumbnailUrl", path);
                duration(content, path, found);
                found.optionalText(content, "text", path, 1_000);
                found.optionalText(content, "buttonTitle", path, 10);
            }
            case "FILE" -> {
                found.url(content, "mediaUrl", path);
                found.text(content, "fileName", path, 1, 25);
            }
            case "LIST" -> {
                found.text(content, "text", path, 1, 85);
                found.count(content, "options", path, 2, 10);
                for (int i = 0; i < content.path("options").size(); i++) {
                    JsonNode option = content.path("options").get(i);
                    String text = option.isString() ? option.stringValue() : "";
                    if (text.isEmpty() || text.length() > 50) {
                        found.add(path + ".options[" + i + "]", "size must be between 1 and 50");
                    }
                }
            }
            case "CAROUSEL" -> carousel(content, path, found);
            case "OTP_TEMPLATE" -> {
                found.text(content, "templateId", path, 1, 100);
                found.text(content, "language", path, 2, 10);
            }
            default -> found.add(path + ".type", "must be one of the message types");
        }
        if (content.has("button")) {
            button(content.path("button"), path + ".button", 30, found);
        }
    }

    private static void duration(JsonNode content, String path, Violations found) {
        String duration = content.path("mediaDuration").asString("");
        try {
            if (Duration.parse(duration).toSeconds() > 600) {
                found.add(path + ".mediaDuration", "must be at most PT10M");
            }
        } catch (DateTimeParseException wrong) {
            found.add(path + ".mediaDuration", "must be an ISO 8601 duration");
        }
    }

    private static void carousel(JsonNode content, String path, Violations found) {
        found.text(content, "text", path, 1, 1_000);
        found.count(content, "cards", path, 2, 5);
        for (int i = 0; i < content.path("cards").size(); i++) {
            JsonNode card = content.path("cards").get(i);
            String at = path + ".cards[" + i + "]";
            found.text(card, "text", at, 2, 38);
            found.url(card, "mediaUrl", at);
            found.count(card, "buttons", at, 1, 2);
            for (int j = 0; j < card.path("buttons").size(); j++) {
                // The first button is the wide one.
                int longest = j == 0 ? 10 : 12;
                button(card.path("buttons").get(j), at + ".buttons[" + j + "]", longest, found);
            }
        }
    }

    private static void button(JsonNode button, String path, int longest, Violations found) {
        found.text(button, "title", path, 1, longest);
        found.url(button, "action", path);
    }

    /// A transactional message may be text without a button, or a file; the same goes for a
    /// session, which takes an image alone too.
    static List<String> kindsWithoutPromotion() {
        return List.of("TEXT", "FILE", "OTP_TEMPLATE");
    }
}
