package org.parley.channels.whatsapp;

import java.util.List;
import java.util.Locale;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.NewTemplate.TemplateButton;
import org.parley.core.channel.NewTemplate.TemplateCard;
import org.parley.core.channel.NewTemplate.TemplateHeader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The request for a new template (Meta, "Template components", "Media card carousel templates" and
/// "Limited-time offer templates").
final class WhatsAppTemplateRequest {

    private WhatsAppTemplateRequest() {}

    static ObjectNode of(NewTemplate wanted) {
        ObjectNode request = JsonBody.object();
        request.put("name", wanted.name()).put("language", wanted.language());
        request.put("category", wanted.category().toUpperCase(Locale.ROOT));
        if (named(NewTemplate.placeholders(wanted.body()))) {
            request.put("parameter_format", "NAMED");
        }
        ArrayNode components = request.putArray("components");
        if (wanted.header() != null) {
            header(components, wanted.header());
        }
        if (wanted.offer() != null) {
            component(components, "LIMITED_TIME_OFFER")
                    .putObject("limited_time_offer")
                    .put("text", wanted.offer().text())
                    .put("has_expiration", wanted.offer().expires());
        }
        text(components, wanted.body(), wanted.examples());
        if (wanted.footer() != null) {
            component(components, "FOOTER").put("text", wanted.footer());
        }
        buttons(components, wanted.buttons());
        if (!wanted.cards().isEmpty()) {
            ArrayNode cards = component(components, "CAROUSEL").putArray("cards");
            wanted.cards().forEach(each -> card(cards.addObject().putArray("components"), each));
        }
        return request;
    }

    private static void card(ArrayNode components, TemplateCard card) {
        header(components, card.header());
        if (card.body() != null) {
            text(components, card.body(), card.examples());
        }
        buttons(components, card.buttons());
    }

    private static void header(ArrayNode components, TemplateHeader header) {
        ObjectNode component = component(components, "HEADER").put("format", header.kind().name());
        boolean words =
                switch (header.kind()) {
                    case TEXT -> true;
                    case IMAGE, VIDEO, DOCUMENT -> false;
                };
        if (words) {
            component.put("text", header.text());
        }
        if (header.example() != null) {
            component
                    .putObject("example")
                    .putArray(words ? "header_text" : "header_handle")
                    .add(header.example());
        }
    }

    private static void text(ArrayNode components, String text, List<String> examples) {
        ObjectNode component = component(components, "BODY").put("text", text);
        if (examples.isEmpty()) {
            return;
        }
        List<String> names = NewTemplate.placeholders(text);
        ObjectNode example = component.putObject("example");
        if (named(names)) {
            ArrayNode values = example.putArray("body_text_named_params");
            for (int i = 0; i < examples.size(); i++) {
                values.addObject().put("param_name", names.get(i)).put("example", examples.get(i));
            }
        } else {
            ArrayNode values = example.putArray("body_text").addArray();
            examples.forEach(values::add);
        }
    }

    private static void buttons(ArrayNode components, List<TemplateButton> buttons) {
        if (!buttons.isEmpty()) {
            ArrayNode array = component(components, "BUTTONS").putArray("buttons");
            buttons.forEach(each -> button(array.addObject(), each));
        }
    }

    private static void button(ObjectNode node, TemplateButton button) {
        switch (button.kind()) {
            case REPLY -> node.put("type", "QUICK_REPLY").put("text", button.text());
            case URL -> {
                node.put("type", "URL").put("text", button.text()).put("url", button.target());
                if (button.example() != null) {
                    node.putArray("example").add(button.example());
                }
            }
            case CALL ->
                    node.put("type", "PHONE_NUMBER")
                            .put("text", button.text())
                            .put("phone_number", button.target());
            case COPY_CODE -> node.put("type", "COPY_CODE").put("example", button.example());
        }
    }

    /// Meta takes numbers or names, not both.
    private static boolean named(List<String> placeholders) {
        return placeholders.stream().anyMatch(name -> !name.matches("\\d+"));
    }

    private static ObjectNode component(ArrayNode components, String type) {
        return components.addObject().put("type", type);
    }
}
