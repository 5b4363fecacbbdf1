package org.parley.sandbox.whatsapp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Urls;
import tools.jackson.databind.JsonNode;

/// What a customer can do with a message.
final class WhatsAppContent {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*}}");

    private final List<Link> links = new ArrayList<>();
    private final List<QuickReply> replies = new ArrayList<>();

    static WhatsAppContent of(JsonNode body, @Nullable WhatsAppTemplate template) {
        WhatsAppContent content = new WhatsAppContent();
        if (template != null) {
            content.template(template, body.path("template").path("components"));
            return content;
        }
        content.urls(body.path("text").path("body").asString(""));
        content.urls(body.path("image").path("caption").asString(""));
        content.interactive(body.path("interactive"));
        return content;
    }

    List<Link> links() {
        return links;
    }

    List<QuickReply> replies() {
        return replies;
    }

    private void interactive(JsonNode interactive) {
        urls(interactive.path("body").path("text").asString(""));
        JsonNode action = interactive.path("action");
        String url = action.path("parameters").path("url").asString("");
        if (!url.isEmpty()) {
            links.add(new Link(url, false));
        }
        for (JsonNode button : action.path("buttons")) {
            reply(button.path("reply"));
        }
        for (JsonNode section : action.path("sections")) {
            section.path("rows").forEach(this::reply);
        }
    }

    private void reply(JsonNode reply) {
        replies.add(
                new QuickReply(reply.path("id").asString(""), reply.path("title").asString("")));
    }

    private void template(WhatsAppTemplate template, JsonNode components) {
        Map<Integer, JsonNode> given = new HashMap<>();
        for (JsonNode component : components) {
            for (JsonNode parameter : component.path("parameters")) {
                if (component.path("type").asString("").equalsIgnoreCase("button")) {
                    given.put(component.path("index").asInt(-1), parameter);
                } else {
                    urls(parameter.path("text").asString(""));
                }
            }
        }
        urls(template.body());
        for (int i = 0; i < template.buttons().size(); i++) {
            button(template.buttons().get(i), given.get(i));
        }
    }

    private void button(WhatsAppTemplate.Button button, @Nullable JsonNode parameter) {
        switch (button.type()) {
            case URL -> {
                String suffix = parameter == null ? "" : parameter.path("text").asString("");
                String pattern = button.url() == null ? "" : button.url();
                links.add(
                        new Link(
                                PLACEHOLDER
                                        .matcher(pattern)
                                        .replaceAll(Matcher.quoteReplacement(suffix)),
                                false));
            }
            case QUICK_REPLY -> {
                String payload =
                        parameter == null
                                ? button.text()
                                : parameter.path("payload").asString(button.text());
                replies.add(new QuickReply(payload, button.text()));
            }
            case PHONE_NUMBER, COPY_CODE -> {}
        }
    }

    private void urls(String text) {
        Urls.in(text).forEach(url -> links.add(new Link(url, false)));
    }
}
