package org.parley.sandbox.rcs;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.QuickReply;
import tools.jackson.databind.JsonNode;

/// What a user can do with a message.
record RcsContent(List<Link> links, List<QuickReply> replies) {

    static RcsContent of(JsonNode content) {
        RcsContent found = new RcsContent(new ArrayList<>(), new ArrayList<>());
        found.links.addAll(PlainText.links(content.path("text").asString("")));
        JsonNode card = content.path("richCard");
        found.card(card.path("standaloneCard").path("cardContent"));
        card.path("carouselCard").path("cardContents").forEach(found::card);
        found.chips(content.path("suggestions"));
        return found;
    }

    private void card(JsonNode card) {
        links.addAll(PlainText.links(card.path("description").asString("")));
        chips(card.path("suggestions"));
    }

    private void chips(JsonNode chips) {
        for (JsonNode chip : chips) {
            JsonNode open = chip.path("action").path("openUrlAction");
            if (open.isObject()) {
                links.add(new Link(open.path("url").asString(""), false));
            }
            JsonNode reply = chip.path("reply");
            if (reply.isObject()) {
                replies.add(
                        new QuickReply(
                                reply.path("postbackData").asString(""),
                                reply.path("text").asString("")));
            }
        }
    }
}
