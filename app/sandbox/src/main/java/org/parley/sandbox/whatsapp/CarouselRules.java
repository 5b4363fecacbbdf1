package org.parley.sandbox.whatsapp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The carousel of a template: as many cards as were approved, each with its header.
final class CarouselRules {
    private CarouselRules() {}

    static void check(
            WhatsAppTemplate template, @Nullable JsonNode carousel, GraphFindings findings) {
        int given = carousel == null ? 0 : carousel.path("cards").size();
        if (given != template.cards().size()) {
            // Meta names the header for a wrong count of cards.
            findings.add(
                    new GraphError(
                            GraphError.PARAMETER_FORMAT,
                            "header: Format mismatch, expected IMAGE, received UNKNOWN"));
            return;
        }
        for (int i = 0; i < given && carousel != null; i++) {
            card(template.cards().get(i), carousel.path("cards").path(i), findings);
        }
    }

    private static void card(
            WhatsAppTemplate.Card approved, JsonNode card, GraphFindings findings) {
        if (!card.path("card_index").isIntegralNumber()) {
            findings.add(GraphError.missing("template.components[carousel].cards[].card_index"));
        }
        List<JsonNode> header = new ArrayList<>();
        List<JsonNode> body = new ArrayList<>();
        Map<Integer, JsonNode> buttons = new HashMap<>();
        for (JsonNode component : card.path("components")) {
            switch (component.path("type").asString("").toLowerCase(Locale.ROOT)) {
                case "header" -> header.addAll(TemplateRules.parameters(component));
                case "body" -> body.addAll(TemplateRules.parameters(component));
                case "button" -> buttons.put(component.path("index").asInt(-1), component);
                default -> findings.add(GraphError.parameter("cards[].components[].type"));
            }
        }
        TemplateRules.header(approved.header(), Set.of(), header, findings);
        int expected = WhatsAppTemplate.placeholders(approved.body()).size();
        TemplateRules.count("body", body.size(), expected, findings);
        TemplateRules.buttons(approved.buttons(), buttons, findings);
    }
}
