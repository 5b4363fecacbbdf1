package org.parley.sandbox.infobip;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What is checked of a whole request; a wrong message refuses all of them.
final class RequestRules {
    private static final int LONGEST_CALLBACK_DATA = 4_000;

    private RequestRules() {}

    static Violations check(JsonNode request, String sender) {
        Violations found = new Violations();
        JsonNode messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            found.add("messages", "must not be empty");
        }
        for (int i = 0; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "]", sender, found);
        }
        return found;
    }

    private static void message(JsonNode message, String path, String sender, Violations found) {
        if (!message.path("sender").asString("").equals(sender)) {
            found.add(path + ".sender", "is not a sender of this account");
        }
        JsonNode destinations = message.path("destinations");
        if (!destinations.isArray() || destinations.isEmpty()) {
            found.add(path + ".destinations", "must not be empty");
        }
        for (int i = 0; i < destinations.size(); i++) {
            if (!destinations.get(i).path("to").asString("").matches("\\+?[1-9]\\d{6,14}")) {
                found.add(path + ".destinations[" + i + "].to", "must be a number in E.164 format");
            }
        }
        ContentRules.check(message.path("content"), path + ".content", found);
        options(message, path, found);
        JsonNode data = message.path("webhooks").path("callbackData");
        if (data.asString("").length() > LONGEST_CALLBACK_DATA) {
            found.add(path + ".webhooks.callbackData", "size must be between 0 and 4000");
        }
    }

    private static void options(JsonNode message, String path, Violations found) {
        JsonNode options = message.path("options");
        String label = options.path("label").asString("PROMOTIONAL");
        if (!Set.of("PROMOTIONAL", "TRANSACTIONAL").contains(label)) {
            found.add(path + ".options.label", "must be PROMOTIONAL or TRANSACTIONAL");
        }
        JsonNode content = message.path("content");
        String type = content.path("type").asString("");
        boolean plain =
                ContentRules.kindsWithoutPromotion().contains(type) && !content.has("button");
        if (label.equals("TRANSACTIONAL") && !plain) {
            found.add(path + ".options.label", "TRANSACTIONAL allows text or file only");
        }
        boolean imageOnly = type.equals("IMAGE") && !content.has("text") && !content.has("button");
        if (options.path("applySessionRate").asBoolean(false) && !plain && !imageOnly) {
            found.add(
                    path + ".options.applySessionRate",
                    "is for text only, image only and file messages");
        }
        JsonNode validity = options.path("validityPeriod");
        if (validity.isObject()) {
            long seconds =
                    validity.path("amount").asLong(0)
                            * switch (validity.path("timeUnit").asString("MINUTES")) {
                                case "SECONDS" -> 1;
                                case "HOURS" -> 3_600;
                                default -> 60;
                            };
            if (seconds < 30 || seconds > 1_209_600) {
                found.add(
                        path + ".options.validityPeriod", "must be between 30 seconds and 14 days");
            }
        }
    }
}
