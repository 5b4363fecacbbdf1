package org.parley.sandbox.graph;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Urls;
import tools.jackson.databind.JsonNode;

/// What a person can do with a message.
final class MessagingContent {
    static final String POSTBACK = "postback";
    static final String QUICK_REPLY = "quick_reply";

    private final List<Link> links = new ArrayList<>();
    private final List<QuickReply> quick = new ArrayList<>();
    private final List<QuickReply> postbacks = new ArrayList<>();

    static MessagingContent of(JsonNode message) {
        MessagingContent content = new MessagingContent();
        for (JsonNode reply : message.path("quick_replies")) {
            if (reply.path("content_type").asString("").equals("text")) {
                content.quick.add(reply(reply));
            }
        }
        content.urls(message.path("text").asString(""));
        JsonNode payload = message.path("attachment").path("payload");
        content.urls(payload.path("text").asString(""));
        payload.path("buttons").forEach(content::button);
        for (JsonNode element : payload.path("elements")) {
            element.path("buttons").forEach(content::button);
        }
        for (JsonNode component : message.path("template").path("components")) {
            component
                    .path("parameters")
                    .forEach(parameter -> content.urls(parameter.path("text").asString("")));
        }
        return content;
    }

    List<Link> links() {
        return links;
    }

    /// What stands over the keyboard, else the buttons in the message.
    List<QuickReply> replies() {
        return quick.isEmpty() ? postbacks : quick;
    }

    String form() {
        return quick.isEmpty() && !postbacks.isEmpty() ? POSTBACK : QUICK_REPLY;
    }

    private void button(JsonNode button) {
        switch (button.path("type").asString("")) {
            case "web_url" -> links.add(new Link(button.path("url").asString(""), false));
            case "postback" -> postbacks.add(reply(button));
            default -> {}
        }
    }

    private static QuickReply reply(JsonNode reply) {
        return new QuickReply(reply.path("payload").asString(""), reply.path("title").asString(""));
    }

    private void urls(String text) {
        Urls.in(text).forEach(url -> links.add(new Link(url, false)));
    }
}
