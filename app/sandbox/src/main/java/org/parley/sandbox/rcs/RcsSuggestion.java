package org.parley.sandbox.rcs;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The rules for one suggested reply or action.
final class RcsSuggestion {
    private static final int LONGEST_TEXT = 25;
    private static final int LONGEST_POSTBACK = 2_048;
    private static final List<String> ACTIONS =
            List.of(
                    "dialAction",
                    "openUrlAction",
                    "viewLocationAction",
                    "shareLocationAction",
                    "createCalendarEventAction");

    private RcsSuggestion() {}

    static void check(JsonNode suggestion, String path, MessageRules rules) {
        if (suggestion.has("reply") == suggestion.has("action")) {
            rules.wrong(path + " must have exactly one of reply, action");
            return;
        }
        String kind = suggestion.has("reply") ? "reply" : "action";
        JsonNode chip = suggestion.path(kind);
        rules.text(chip, "text", path + "." + kind + ".text", 1, LONGEST_TEXT);
        rules.text(chip, "postbackData", path + "." + kind + ".postbackData", 1, LONGEST_POSTBACK);
        if (kind.equals("action")) {
            action(chip, path + ".action", rules);
        }
    }

    private static void action(JsonNode action, String path, MessageRules rules) {
        if (ACTIONS.stream().filter(action::has).count() != 1) {
            rules.wrong(path + " must have exactly one of " + ACTIONS);
        }
        JsonNode dial = action.path("dialAction");
        if (dial.isObject() && !dial.path("phoneNumber").asString("").matches("\\+\\d{6,15}")) {
            rules.wrong(path + ".dialAction.phoneNumber must be in E.164 format");
        }
        JsonNode open = action.path("openUrlAction");
        if (open.isObject() && !open.path("url").asString("").matches("https?://\\S+")) {
            rules.wrong(path + ".openUrlAction.url is not a valid URL");
        }
        JsonNode view = action.path("viewLocationAction");
        if (view.isObject() && view.has("latLong") == view.has("query")) {
            rules.wrong(path + ".viewLocationAction must have exactly one of latLong, query");
        }
        JsonNode event = action.path("createCalendarEventAction");
        if (event.isObject()) {
            for (String field : List.of("startTime", "endTime", "title")) {
                rules.text(event, field, path + ".createCalendarEventAction." + field, 1, 1_024);
            }
        }
    }
}
