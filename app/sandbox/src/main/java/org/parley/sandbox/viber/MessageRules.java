package org.parley.sandbox.viber;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What Viber's bot API checks before it looks at the receiver ("Send message" and "Message types"
/// in its reference).
final class MessageRules {
    static final int LARGEST_JSON = 30 * 1024;
    static final int MOST_RECEIVERS = 300;
    private static final int LONGEST_NAME = 28;
    private static final int LONGEST_TEXT = 7000;
    private static final int LONGEST_DESCRIPTION = 512;
    private static final int LONGEST_TRACKING = 4000;
    private static final int LONGEST_URL = 2000;

    private MessageRules() {}

    static Optional<Finding> check(ObjectNode body, int size, boolean broadcast) {
        Findings findings = new Findings();
        if (size > LARGEST_JSON) {
            findings.bad("the request is larger than 30 KB");
        }
        if (broadcast) {
            receivers(body.path("broadcast_list"), findings);
        } else {
            findings.text(body, "receiver", "receiver", LONGEST_URL);
        }
        findings.text(body.path("sender"), "name", "sender.name", LONGEST_NAME);
        findings.optionalUrl(body.path("sender"), "avatar", "sender.avatar");
        // An explicit null fails too: the field must be a string.
        findings.optionalText(body, "tracking_data", "tracking_data", LONGEST_TRACKING);
        findings.number(body, "min_api_version", "min_api_version", 1, 100);
        content(body, findings);
        if (!Json.lacks(body, "keyboard")) {
            ButtonRules.keyboard(body.path("keyboard"), findings);
        }
        return findings.first();
    }

    private static void receivers(JsonNode list, Findings findings) {
        if (list.isMissingNode()) {
            findings.missing("broadcast_list");
        } else if (!list.isArray() || list.isEmpty()) {
            findings.bad("broadcast_list must hold at least one receiver");
        } else if (list.size() > MOST_RECEIVERS) {
            findings.bad("broadcast_list holds more than " + MOST_RECEIVERS + " receivers");
        }
    }

    private static void content(ObjectNode body, Findings findings) {
        if (Json.lacks(body, "type")) {
            // A keyboard may travel alone.
            if (Json.lacks(body, "keyboard")) {
                findings.missing("type");
            }
            return;
        }
        switch (body.path("type").asString("")) {
            case "text" -> findings.text(body, "text", "text", LONGEST_TEXT);
            case "picture" -> picture(body, findings);
            case "video" -> video(body, findings);
            case "file" -> {
                findings.url(body, "media", "media", LONGEST_URL);
                size(body, findings);
                findings.text(body, "file_name", "file_name", 256);
            }
            case "url" -> findings.url(body, "media", "media", LONGEST_URL);
            case "location" -> location(body.path("location"), findings);
            case "contact" -> {
                findings.text(body.path("contact"), "name", "contact.name", 28);
                findings.text(body.path("contact"), "phone_number", "contact.phone_number", 18);
            }
            case "sticker" -> {
                if (!body.path("sticker_id").isIntegralNumber()) {
                    findings.missing("sticker_id");
                }
            }
            case "rich_media" -> {
                if (Json.lacks(body, "rich_media")) {
                    findings.missing("rich_media");
                } else {
                    ButtonRules.richMedia(body.path("rich_media"), findings);
                }
            }
            default -> findings.bad("type is not a message type");
        }
    }

    private static void picture(ObjectNode body, Findings findings) {
        findings.optionalText(body, "text", "text", LONGEST_DESCRIPTION);
        findings.url(body, "media", "media", LONGEST_URL);
        extension(body, List.of(".jpg", ".jpeg", ".png", ".gif"), findings);
        findings.optionalUrl(body, "thumbnail", "thumbnail");
    }

    private static void video(ObjectNode body, Findings findings) {
        findings.url(body, "media", "media", LONGEST_URL);
        extension(body, List.of(".mp4"), findings);
        size(body, findings);
        findings.number(body, "duration", "duration", 0, 180);
        findings.optionalText(body, "text", "text", LONGEST_DESCRIPTION);
    }

    private static void size(ObjectNode body, Findings findings) {
        if (!body.path("size").isIntegralNumber()) {
            findings.missing("size");
        }
    }

    private static void extension(ObjectNode body, List<String> allowed, Findings findings) {
        String media = Json.text(body, "media");
        if (media != null && allowed.stream().noneMatch(path(media)::endsWith)) {
            findings.bad("media must end in one of " + String.join(", ", allowed));
        }
    }

    private static String path(String url) {
        try {
            String path = URI.create(url).getPath();
            return path == null ? "" : path.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static void location(JsonNode location, Findings findings) {
        double lat = location.path("lat").asDouble(Double.NaN);
        double lon = location.path("lon").asDouble(Double.NaN);
        if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
            findings.bad("location must hold lat and lon");
        }
    }
}
