package org.parley.sandbox.apple;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.QuickReply;
import tools.jackson.databind.JsonNode;

/// What a person can do with a message.
record AppleContent(List<Link> links, List<QuickReply> replies) {

    static AppleContent of(JsonNode message) {
        String text = message.path("body").asString("");
        List<Link> links = new ArrayList<>(PlainText.links(text));
        List<QuickReply> replies = new ArrayList<>(PlainText.numbered(text));
        String url = message.path("richLinkData").path("url").asString("");
        if (!url.isEmpty()) {
            links.add(new Link(url, false));
        }
        JsonNode data = message.path("interactiveData").path("data");
        data.path("quick-reply").path("items").forEach(item -> add(item, "title", replies));
        data.path("event").path("timeslots").forEach(slot -> add(slot, "startTime", replies));
        for (JsonNode section : data.path("listPicker").path("sections")) {
            section.path("items").forEach(item -> add(item, "title", replies));
        }
        return new AppleContent(links, replies);
    }

    private static void add(JsonNode item, String label, List<QuickReply> replies) {
        replies.add(
                new QuickReply(
                        item.path("identifier").asString(""), item.path(label).asString("")));
    }
}
