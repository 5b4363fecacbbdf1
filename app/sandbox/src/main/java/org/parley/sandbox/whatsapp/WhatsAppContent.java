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
        for (JsonNode card : action.path("cards")) {
            String link = card.path("action").path("parameters").path("url").asString("");
            if (!link.isEmpty()) {
                links.add(new Link(link, false));
            }
            card.path("action").path("buttons").forEach(each -> reply(each.path("quick_reply")));
        }
        for (JsonNode section : action.path("sections")) {
            // The rows of a product list are things to buy, not replies.
            section.path("rows").forEach(this::reply);
        }
    }

    private void reply(JsonNode reply) {
        replies.add(
                new QuickReply(reply.path("id").asString(""), reply.path("title").asString("")));
    }

    private void template(WhatsAppTemplate template, JsonNode components) {
        for (JsonNode component : components) {
            for (JsonNode card : component.path("cards")) {
                int index = card.path("card_index").asInt(0);
                buttons(template.cards().get(index).buttons(), card.path("components"));
            }
        }
        urls(template.body());
        buttons(template.buttons(), components);
    }

    private void buttons(List<WhatsAppTemplate.Button> approved, JsonNode components) {
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
        for (int i = 0; i < approved.size(); i++) {
            button(approved.get(i), given.get(i));
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
            case PHONE_NUMBER, COPY_CODE, CATALOG, MPM, FLOW -> {}
        }
    }

    private void urls(String text) {
        Urls.in(text).forEach(url -> links.add(new Link(url, false)));
    }
}
