package org.parley.sandbox.line;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Urls;
import tools.jackson.databind.JsonNode;

/// What a user can do with the messages of one push.
final class LineContent {
    static final String POSTBACK = "postback";
    static final String MESSAGE = "message";

    private final List<Link> links = new ArrayList<>();
    private final List<QuickReply> postbacks = new ArrayList<>();
    private final List<QuickReply> texts = new ArrayList<>();

    static LineContent of(JsonNode messages) {
        LineContent content = new LineContent();
        messages.forEach(content::walk);
        return content;
    }

    List<Link> links() {
        return links;
    }

    List<QuickReply> replies() {
        return postbacks.isEmpty() ? texts : postbacks;
    }

    String form() {
        return postbacks.isEmpty() ? MESSAGE : POSTBACK;
    }

    /// Actions stand in many places of templates and bubbles.
    private void walk(JsonNode node) {
        switch (node.path("type").asString("")) {
            case "text", "textV2" ->
                    Urls.in(node.path("text").asString(""))
                            .forEach(url -> links.add(new Link(url, false)));
            case "postback" -> postbacks.add(reply(node, "data"));
            case "message" -> texts.add(reply(node, "text"));
            case "uri" -> {
                String uri = node.path("uri").asString("");
                if (uri.startsWith("http")) {
                    links.add(new Link(uri, false));
                }
            }
            default -> {}
        }
        node.values().forEach(this::walk);
    }

    private static QuickReply reply(JsonNode action, String payload) {
        return new QuickReply(action.path(payload).asString(""), action.path("label").asString(""));
    }
}
