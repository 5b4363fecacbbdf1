package org.parley.sandbox.line;

import java.util.Set;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// What happens when somebody taps ("Action objects").
final class ActionRules {
    private static final Set<String> MODES = Set.of("date", "time", "datetime");

    private ActionRules() {}

    /// @param labelled whether this place needs a label
    static void check(JsonNode action, String path, boolean labelled, Findings findings) {
        if (!action.isObject()) {
            findings.add(path, "May not be empty");
            return;
        }
        if (labelled) {
            findings.text(action, "label", path, 20);
        }
        switch (action.path("type").asString("")) {
            case "postback" -> {
                findings.text(action, "data", path, 300);
                findings.optionalText(action, "displayText", path, 300);
            }
            case "message" -> findings.text(action, "text", path, 300);
            case "uri" -> {
                findings.text(action, "uri", path, 1000);
                String uri = action.path("uri").asString("");
                if (!uri.isEmpty() && !uri.matches("(https?|tel|line):.+")) {
                    findings.add(path + ".uri", "invalid uri scheme");
                }
            }
            case "datetimepicker" -> {
                findings.text(action, "data", path, 300);
                if (!MODES.contains(action.path("mode").asString(""))) {
                    findings.add(path + ".mode", "invalid mode");
                }
            }
            case "clipboard" -> findings.text(action, "clipboardText", path, 1000);
            case "camera", "cameraRoll", "location" -> {
                if (!path.contains("quickReply")) {
                    findings.add(path + ".type", "This action is for quick replies only");
                }
            }
            default -> findings.add(path + ".type", "unknown action type");
        }
    }

    static void optional(JsonNode holder, String field, String path, Findings findings) {
        if (!Json.lacks(holder, field)) {
            check(holder.path(field), path + "." + field, false, findings);
        }
    }
}
