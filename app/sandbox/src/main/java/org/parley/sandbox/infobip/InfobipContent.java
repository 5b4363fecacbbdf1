package org.parley.sandbox.infobip;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.QuickReply;
import tools.jackson.databind.JsonNode;

/// What a person can do with a message.
record InfobipContent(List<Link> links, List<QuickReply> replies) {

    static InfobipContent of(JsonNode content) {
        List<Link> links = new ArrayList<>(PlainText.links(content.path("text").asString("")));
        List<QuickReply> replies = new ArrayList<>();
        button(content.path("button"), links);
        for (JsonNode card : content.path("cards")) {
            card.path("buttons").forEach(button -> button(button, links));
        }
        for (JsonNode option : content.path("options")) {
            replies.add(new QuickReply(option.asString(""), option.asString("")));
        }
        replies.addAll(PlainText.numbered(content.path("text").asString("")));
        return new InfobipContent(links, replies);
    }

    private static void button(JsonNode button, List<Link> links) {
        String action = button.path("action").asString("");
        if (action.startsWith("http")) {
            links.add(new Link(action, false));
        }
    }
}
