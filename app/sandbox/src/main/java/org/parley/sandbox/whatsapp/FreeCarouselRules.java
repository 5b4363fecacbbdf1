package org.parley.sandbox.whatsapp;

import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// A carousel inside the service window ("Interactive media carousel messages" and "Interactive
/// product carousel messages").
final class FreeCarouselRules {
    private static final String CARDS = "interactive.action.cards";

    private FreeCarouselRules() {}

    static void check(JsonNode interactive, GraphFindings findings) {
        if (!Json.lacks(interactive, "header") || !Json.lacks(interactive, "footer")) {
            findings.add(GraphError.value("a carousel takes no header and no footer"));
        }
        JsonNode cards = interactive.path("action").path("cards");
        if (!cards.isArray() || cards.size() < 2 || cards.size() > 10) {
            findings.add(GraphError.value(CARDS + " must hold 2 to 10"));
        }
        for (int i = 0; i < cards.size(); i++) {
            JsonNode card = cards.get(i);
            if (card.path("card_index").asInt(-1) != i) {
                findings.add(GraphError.value(CARDS + "[].card_index must count from 0"));
            }
            if (!kind(card).equals(kind(cards.get(0)))) {
                findings.add(GraphError.value("All cards must have the same type and buttons"));
            }
            card(card, findings);
        }
    }

    /// What must be the same on every card.
    private static String kind(JsonNode card) {
        JsonNode action = card.path("action");
        return card.path("type").asString("")
                + action.path("name").asString("")
                + action.path("buttons").size()
                + action.path("catalog_id").asString("");
    }

    private static void card(JsonNode card, GraphFindings findings) {
        JsonNode action = card.path("action");
        switch (card.path("type").asString("")) {
            case "product" -> {
                findings.text(action, "product_retailer_id", CARDS + "[].action", 100);
                findings.text(action, "catalog_id", CARDS + "[].action", 100);
            }
            case "cta_url" -> {
                media(card.path("header"), findings);
                body(card.path("body"), findings);
                if (Json.lacks(action, "buttons")) {
                    InteractiveRules.named(action, "cta_url", findings);
                    InteractiveRules.link(
                            action.path("parameters"), CARDS + "[].action.parameters", findings);
                } else {
                    action.path("buttons").forEach(button -> reply(button, findings));
                }
            }
            default -> findings.add(GraphError.value(CARDS + "[].type is not valid"));
        }
    }

    private static void media(JsonNode header, GraphFindings findings) {
        String kind = header.path("type").asString("");
        if (!kind.equals("image") && !kind.equals("video")) {
            findings.add(GraphError.value(CARDS + "[].header.type must be image or video"));
        }
        InteractiveRules.media(header.path(kind), CARDS + "[].header." + kind, findings);
    }

    private static void body(JsonNode body, GraphFindings findings) {
        findings.optionalText(body, "text", CARDS + "[].body.text", 160);
        if (body.path("text").asString("").chars().filter(c -> c == '\n').count() > 2) {
            findings.add(GraphError.value(CARDS + "[].body.text takes two line breaks"));
        }
    }

    private static void reply(JsonNode button, GraphFindings findings) {
        if (!button.path("type").asString("").equals("quick_reply")) {
            findings.add(GraphError.value(CARDS + "[].action.buttons[].type must be quick_reply"));
        }
        JsonNode reply = button.path("quick_reply");
        findings.text(reply, "id", CARDS + "[].action.buttons[].id", 256);
        findings.text(reply, "title", CARDS + "[].action.buttons[].title", 20);
    }
}
