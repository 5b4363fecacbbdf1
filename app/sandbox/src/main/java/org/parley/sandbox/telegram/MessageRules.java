package org.parley.sandbox.telegram;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the Bot API checks about a message before it looks at the chat ("Available methods").
final class MessageRules {
    static final int LONGEST_TEXT = 4096;
    static final int LONGEST_CAPTION = 1024;

    /// The methods that send one file, and the field of the file.
    static final Map<String, String> FILES =
            Map.of(
                    "sendPhoto", "photo",
                    "sendVideo", "video",
                    "sendDocument", "document",
                    "sendAudio", "audio",
                    "sendVoice", "voice",
                    "sendAnimation", "animation");

    private static final Set<String> IN_ALBUM = Set.of("photo", "video", "audio", "document");

    private MessageRules() {}

    /// True for methods that put a message into a chat.
    static boolean sends(String method) {
        return FILES.containsKey(method)
                || switch (method) {
                    case "sendMessage",
                            "sendMediaGroup",
                            "sendLocation",
                            "sendVenue",
                            "sendContact" ->
                            true;
                    default -> false;
                };
    }

    static Optional<TelegramError> check(String method, ObjectNode body) {
        Findings findings = new Findings();
        if (Json.lacks(body, "chat_id") || body.path("chat_id").asString("").isBlank()) {
            findings.bad("chat_id is empty");
        }
        switch (method) {
            case "sendMessage" -> text(body, findings);
            case "sendMediaGroup" -> album(body.path("media"), findings);
            case "sendLocation" -> place(body, findings);
            case "sendVenue" -> {
                place(body, findings);
                needs(body, "title", findings);
                needs(body, "address", findings);
            }
            case "sendContact" -> {
                needs(body, "phone_number", findings);
                needs(body, "first_name", findings);
            }
            default -> {
                file(body, FILES.getOrDefault(method, ""), findings);
                caption(body, findings);
            }
        }
        // An album takes no keyboard and says nothing about it.
        if (!Json.lacks(body, "reply_markup") && !method.equals("sendMediaGroup")) {
            MarkupRules.check(body.path("reply_markup"), findings);
        }
        return findings.first();
    }

    static void text(ObjectNode body, Findings findings) {
        String shown = shown(body, "text", findings);
        if (shown.isBlank()) {
            findings.bad("message text is empty");
        } else if (shown.length() > LONGEST_TEXT) {
            findings.bad("message is too long");
        }
    }

    private static void caption(JsonNode body, Findings findings) {
        if (shown(body, "caption", findings).length() > LONGEST_CAPTION) {
            findings.bad("message caption is too long");
        }
    }

    /// What is left of a text after its formatting; entities beside the text leave it alone.
    private static String shown(JsonNode body, String field, Findings findings) {
        boolean entities = !Json.lacks(body, "entities") || !Json.lacks(body, "caption_entities");
        String mode = entities ? "" : body.path("parse_mode").asString("");
        return Entities.parse(body.path(field).asString(""), mode, findings);
    }

    /// An address, or the identifier of a file that this bot sent or saw before.
    private static void file(JsonNode node, String field, Findings findings) {
        String file = node.path(field).asString("");
        if (file.isBlank()) {
            findings.bad("there is no %s in the request".formatted(field));
        } else if (file.contains(":") && !Findings.isUrl(file)) {
            findings.bad("wrong HTTP URL specified");
        } else if (!file.contains(":") && !file.matches("[A-Za-z0-9_-]{20,}")) {
            findings.bad("wrong file identifier/HTTP URL specified");
        }
    }

    private static void album(JsonNode media, Findings findings) {
        if (!media.isArray() || media.size() < 2) {
            findings.bad("there are not enough media to send as an album");
        } else if (media.size() > 10) {
            findings.bad("too many messages to send as an album");
        }
        for (JsonNode each : media) {
            if (!IN_ALBUM.contains(each.path("type").asString(""))) {
                findings.bad("can't parse InputMedia: wrong type specified");
            }
            file(each, "media", findings);
            caption(each, findings);
        }
    }

    private static void place(JsonNode body, Findings findings) {
        double lat = number(body.path("latitude"));
        double lon = number(body.path("longitude"));
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            findings.bad("bad latitude or longitude");
        }
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    private static void needs(JsonNode body, String field, Findings findings) {
        if (body.path(field).asString("").isBlank()) {
            findings.bad("parameter \"%s\" is required".formatted(field));
        }
    }
}
