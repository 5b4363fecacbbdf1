package org.parley.sandbox.telegram;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Keyboards under and in place of the text field.
final class MarkupRules {
    private static final int MOST_BUTTONS = 100;
    private static final List<String> ACTIONS =
            List.of(
                    "callback_data",
                    "url",
                    "web_app",
                    "copy_text",
                    "switch_inline_query",
                    "login_url",
                    "pay");

    private MarkupRules() {}

    static void check(JsonNode markup, Findings findings) {
        if (!markup.isObject()) {
            findings.bad("object expected as reply markup");
            return;
        }
        if (!Json.lacks(markup, "inline_keyboard")) {
            rows(markup.path("inline_keyboard"), "inline keyboard", findings);
            for (JsonNode row : markup.path("inline_keyboard")) {
                row.forEach(button -> inline(button, findings));
            }
        } else if (!Json.lacks(markup, "keyboard")) {
            rows(markup.path("keyboard"), "keyboard", findings);
            for (JsonNode row : markup.path("keyboard")) {
                for (JsonNode button : row) {
                    if (button.isObject() && blank(button, "text")) {
                        findings.bad("can't parse keyboard button: Field \"text\" is required");
                    }
                }
            }
            if (markup.path("input_field_placeholder").asString("").length() > 64) {
                findings.bad("input field placeholder is too long");
            }
        }
    }

    private static void rows(JsonNode rows, String what, Findings findings) {
        if (!rows.isArray() || rows.valueStream().anyMatch(row -> !row.isArray())) {
            findings.bad("field \"%s\" must be an Array of Arrays".formatted(what));
        }
        if (rows.valueStream().mapToInt(JsonNode::size).sum() > MOST_BUTTONS) {
            findings.bad("reply markup is too long");
        }
    }

    private static void inline(JsonNode button, Findings findings) {
        if (blank(button, "text")) {
            findings.bad("can't parse inline keyboard button: Field \"text\" is required");
        }
        long actions = ACTIONS.stream().filter(action -> !Json.lacks(button, action)).count();
        if (actions != 1) {
            findings.bad(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline"
                            + " keyboard");
        }
        String data = Json.text(button, "callback_data");
        if (data != null) {
            int bytes = data.getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > 64) {
                findings.bad("BUTTON_DATA_INVALID");
            }
        }
        String url = Json.text(button, "url");
        if (url != null && !Findings.isUrl(url) && !url.startsWith("tg://")) {
            findings.bad(
                    "inline keyboard button URL '%s' is invalid: Wrong HTTP URL".formatted(url));
        }
        if (!Json.lacks(button, "copy_text")) {
            String copied = button.path("copy_text").path("text").asString("");
            if (copied.isEmpty() || copied.length() > 256) {
                findings.bad("BUTTON_COPY_TEXT_INVALID");
            }
        }
    }

    private static boolean blank(JsonNode node, String field) {
        return node.path(field).asString("").isBlank();
    }
}
