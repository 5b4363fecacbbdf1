package org.parley.sandbox.rcs;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The rules for the content of one card.
final class RcsCard {
    private static final int MOST_SUGGESTIONS = 4;

    private RcsCard() {}

    static void check(JsonNode card, String path, MessageRules rules) {
        if (!card.has("title") && !card.has("description") && !card.has("media")) {
            rules.wrong(path + " needs a title, description or media");
        }
        if (card.has("title")) {
            rules.text(card, "title", path + ".title", 1, 200);
        }
        if (card.has("description")) {
            rules.text(card, "description", path + ".description", 1, 2_000);
        }
        JsonNode media = card.path("media");
        if (!media.isMissingNode()) {
            if (!Set.of("SHORT", "MEDIUM", "TALL").contains(media.path("height").asString(""))) {
                rules.wrong(path + ".media.height is required");
            }
            if (media.has("contentInfo") == media.has("fileName")) {
                rules.wrong(path + ".media must have exactly one of contentInfo, fileName");
            }
            if (media.has("contentInfo")) {
                rules.info(media.path("contentInfo"), path + ".media.contentInfo");
            }
        }
        rules.chips(card.path("suggestions"), path + ".suggestions", MOST_SUGGESTIONS);
    }
}
