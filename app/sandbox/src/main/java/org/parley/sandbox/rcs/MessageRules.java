package org.parley.sandbox.rcs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the API checks of an `AgentMessage` before it looks at the user ("Send messages" in the RBM
/// guides).
final class MessageRules {
    private static final int LARGEST = 250 * 1024;
    private static final int LONGEST_TEXT = 3_072;
    private static final long LONGEST_TTL_SECONDS = 15 * 86_400L;
    private static final int MOST_CHIPS = 11;
    private static final Set<String> TRAFFIC =
            Set.of(
                    "AUTHENTICATION",
                    "TRANSACTION",
                    "PROMOTION",
                    "SERVICEREQUEST",
                    "ACKNOWLEDGEMENT");
    private static final List<String> CONTENT =
            List.of("text", "fileName", "contentInfo", "richCard");

    private @Nullable String first;

    private MessageRules() {}

    /// @return what is wrong first
    static Optional<String> check(ObjectNode message, int size, boolean trafficTypeNeeded) {
        MessageRules rules = new MessageRules();
        if (size > LARGEST) {
            rules.wrong("AgentMessage is larger than 250 KB");
        }
        rules.content(message.path("contentMessage"));
        rules.life(message);
        String traffic = message.path("messageTrafficType").asString("");
        if (traffic.isEmpty() ? trafficTypeNeeded : !TRAFFIC.contains(traffic)) {
            rules.wrong("messageTrafficType must be set to a valid type for this agent");
        }
        return Optional.ofNullable(rules.first);
    }

    private void content(JsonNode content) {
        if (!content.isObject()) {
            wrong("contentMessage is required");
            return;
        }
        if (CONTENT.stream().filter(content::has).count() != 1) {
            wrong("contentMessage must have exactly one of " + CONTENT);
        }
        if (content.has("text")) {
            text(content, "text", "contentMessage.text", 1, LONGEST_TEXT);
        }
        if (content.has("contentInfo")) {
            info(content.path("contentInfo"), "contentMessage.contentInfo");
        }
        if (content.has("richCard")) {
            richCard(content.path("richCard"));
        }
        chips(content.path("suggestions"), "contentMessage.suggestions", MOST_CHIPS);
    }

    private void life(ObjectNode message) {
        if (message.has("ttl") && message.has("expireTime")) {
            wrong("ttl and expireTime exclude each other");
        }
        String ttl = message.path("ttl").asString("");
        if (message.has("ttl")
                && (!ttl.matches("\\d{1,9}(\\.\\d{1,9})?s")
                        || seconds(ttl) > LONGEST_TTL_SECONDS)) {
            wrong("ttl must be a duration of at most 15 days");
        }
    }

    static double seconds(String ttl) {
        return Double.parseDouble(ttl.substring(0, ttl.length() - 1));
    }

    private void richCard(JsonNode card) {
        if (card.has("standaloneCard") == card.has("carouselCard")) {
            wrong("richCard must have exactly one of standaloneCard, carouselCard");
        } else if (card.has("standaloneCard")) {
            standalone(card.path("standaloneCard"));
        } else {
            carousel(card.path("carouselCard"));
        }
    }

    private void standalone(JsonNode card) {
        String orientation = card.path("cardOrientation").asString("");
        if (!Set.of("HORIZONTAL", "VERTICAL").contains(orientation)) {
            wrong("standaloneCard.cardOrientation is required");
        }
        JsonNode content = card.path("cardContent");
        RcsCard.check(content, "standaloneCard.cardContent", this);
        if (orientation.equals("HORIZONTAL")) {
            if (!Set.of("LEFT", "RIGHT")
                    .contains(card.path("thumbnailImageAlignment").asString(""))) {
                wrong("standaloneCard.thumbnailImageAlignment is required for a horizontal card");
            }
            if (content.has("media")
                    && !content.has("title")
                    && !content.has("description")
                    && content.path("suggestions").isEmpty()) {
                wrong("a horizontal card with media needs a title, description or suggestion");
            }
        }
    }

    private void carousel(JsonNode carousel) {
        String width = carousel.path("cardWidth").asString("");
        if (!Set.of("SMALL", "MEDIUM").contains(width)) {
            wrong("carouselCard.cardWidth is required");
        }
        JsonNode cards = carousel.path("cardContents");
        if (!cards.isArray() || cards.size() < 2 || cards.size() > 10) {
            wrong("carouselCard.cardContents must hold 2 to 10 cards");
        }
        for (int i = 0; i < cards.size(); i++) {
            RcsCard.check(cards.get(i), "carouselCard.cardContents[" + i + "]", this);
            if (width.equals("SMALL")
                    && cards.get(i).path("media").path("height").asString("").equals("TALL")) {
                wrong("media of height TALL does not fit a SMALL card");
            }
        }
    }

    void chips(JsonNode chips, String path, int most) {
        if (chips.size() > most) {
            wrong(path + " holds more than " + most + " suggestions");
        }
        for (int i = 0; i < chips.size(); i++) {
            RcsSuggestion.check(chips.get(i), path + "[" + i + "]", this);
        }
    }

    void info(JsonNode info, String path) {
        String url = info.path("fileUrl").asString("");
        if (!url.matches("https?://\\S+")) {
            wrong(path + ".fileUrl must be a publicly reachable URL");
        }
    }

    void text(JsonNode node, String field, String path, int least, int most) {
        String text = Json.text(node, field);
        if (text == null || text.length() < least) {
            wrong(path + " is required");
        } else if (text.length() > most) {
            wrong(path + " is longer than " + most + " characters");
        }
    }

    void wrong(String message) {
        if (first == null) {
            first = message;
        }
    }
}
