package org.parley.sandbox.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Button;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.ButtonType;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Card;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Category;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Header;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Offer;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Status;
import tools.jackson.databind.JsonNode;

/// A wording as it is handed in ("Template components", "Media card carousel templates" and
/// "Limited-time offer templates").
final class TemplateReader {
    private static final Set<Header> PICTURES = Set.of(Header.IMAGE, Header.VIDEO);
    private static final Set<ButtonType> ON_CARDS =
            Set.of(ButtonType.QUICK_REPLY, ButtonType.URL, ButtonType.PHONE_NUMBER);

    private final GraphFindings findings;
    private final List<Card> cards = new ArrayList<>();
    private Header header = Header.NONE;
    private @Nullable String headerText;
    private String body = "";
    private boolean footer;
    private @Nullable Offer offer;
    private List<Button> buttons = List.of();

    private TemplateReader(GraphFindings findings) {
        this.findings = findings;
    }

    /// @throws IllegalArgumentException when something is not of its kind at all
    static WhatsAppTemplate read(JsonNode request, GraphFindings findings) {
        TemplateReader reader = new TemplateReader(findings);
        for (JsonNode component : request.path("components")) {
            reader.component(component);
        }
        Category category =
                Category.valueOf(request.path("category").asString("").toUpperCase(Locale.ROOT));
        if (reader.offer != null) {
            reader.offer(category, reader.offer);
        }
        if (!reader.cards.isEmpty()) {
            reader.carousel(category);
        }
        return new WhatsAppTemplate(
                request.path("name").asString(""),
                request.path("language").asString(""),
                category,
                reader.header,
                reader.headerText,
                reader.body,
                reader.offer,
                reader.buttons,
                reader.cards,
                Status.PENDING);
    }

    private void component(JsonNode component) {
        switch (type(component)) {
            case "HEADER" -> {
                header = header(component);
                headerText = Json.text(component, "text");
            }
            case "BODY" -> body = body(component);
            case "FOOTER" -> {
                footer = true;
                findings.text(component, "text", "components[footer].text", 60);
            }
            case "LIMITED_TIME_OFFER" -> {
                JsonNode told = component.path("limited_time_offer");
                offer =
                        new Offer(
                                told.path("text").asString(""),
                                told.path("has_expiration").asBoolean(false));
            }
            case "BUTTONS" -> buttons = buttons(component);
            case "CAROUSEL" -> {
                component.path("cards").forEach(card -> cards.add(card(card)));
                if (cards.isEmpty()) {
                    refuse("a carousel has 2 to 10 cards");
                }
            }
            default -> refuse("components[].type is not valid");
        }
    }

    private Card card(JsonNode card) {
        Header shown = Header.NONE;
        String text = "";
        List<Button> below = List.of();
        for (JsonNode component : card.path("components")) {
            switch (type(component)) {
                case "HEADER" -> shown = header(component);
                case "BODY" -> text = body(component);
                case "BUTTONS" -> below = buttons(component);
                default -> refuse("cards[].components[].type");
            }
        }
        return new Card(shown, text, below);
    }

    private static String type(JsonNode node) {
        return node.path("type").asString("").toUpperCase(Locale.ROOT);
    }

    private Header header(JsonNode component) {
        Header told =
                Header.valueOf(component.path("format").asString("TEXT").toUpperCase(Locale.ROOT));
        if (told != Header.TEXT
                && component.path("example").path("header_handle").path(0).asString("").isEmpty()) {
            refuse("components[header].example.header_handle is missing");
        }
        return told;
    }

    private String body(JsonNode component) {
        String text = component.path("text").asString("");
        wording(text);
        int variables = WhatsAppTemplate.placeholders(text).size();
        JsonNode example = component.path("example");
        int samples =
                Math.max(
                        example.path("body_text").path(0).size(),
                        example.path("body_text_named_params").size());
        if (samples != variables) {
            refuse("components[body].example must hold " + variables + " samples");
        }
        return text;
    }

    /// Variables neither begin nor end the text, and stand apart (2388299, 2388293).
    private void wording(String body) {
        String text = body.strip();
        if (text.startsWith("{{") || text.endsWith("}}")) {
            findings.add(new GraphError(2388299, "Variables can't be at the start or end"));
        }
        int variables = WhatsAppTemplate.placeholders(text).size();
        String words = text.replaceAll("\\{\\{[^}]*}}", " ").strip();
        if (variables > 0 && words.split("\\s+").length < 2 * variables) {
            findings.add(
                    new GraphError(2388293, "Too many variables for the length of the message"));
        }
    }

    private List<Button> buttons(JsonNode component) {
        List<Button> all = new ArrayList<>();
        for (JsonNode each : component.path("buttons")) {
            all.add(button(each));
        }
        atMost(all, ButtonType.URL, 2);
        atMost(all, ButtonType.PHONE_NUMBER, 1);
        atMost(all, ButtonType.COPY_CODE, 1);
        long changes = 0;
        for (int i = 1; i < all.size(); i++) {
            boolean here = all.get(i).type() == ButtonType.QUICK_REPLY;
            boolean before = all.get(i - 1).type() == ButtonType.QUICK_REPLY;
            changes += here == before ? 0 : 1;
        }
        if (changes > 1) {
            refuse("quick replies must stand together");
        }
        return all;
    }

    private Button button(JsonNode node) {
        ButtonType type = ButtonType.valueOf(type(node));
        findings.optionalText(node, "text", "buttons[].text", 25);
        Button button = new Button(type, node.path("text").asString(""), Json.text(node, "url"));
        switch (type) {
            case URL -> {
                findings.url(node, "url", "buttons[].url");
                if (button.needsParameter()
                        && node.path("example").path(0).asString("").isEmpty()) {
                    refuse("buttons[].example is missing");
                }
            }
            case PHONE_NUMBER -> findings.text(node, "phone_number", "buttons[].phone_number", 20);
            case COPY_CODE -> findings.text(node, "example", "buttons[].example", 15);
            case QUICK_REPLY, CATALOG, MPM, FLOW -> {
                // nothing that is known before it is sent
            }
        }
        return button;
    }

    private void atMost(List<Button> all, ButtonType type, int most) {
        if (all.stream().filter(button -> button.type() == type).count() > most) {
            refuse("at most %d buttons of type %s".formatted(most, type));
        }
    }

    private void offer(Category category, Offer limited) {
        if (category != Category.MARKETING) {
            refuse("limited_time_offer is for marketing only");
        }
        if (footer || !cards.isEmpty()) {
            refuse("a limited-time offer takes no footer and no carousel");
        }
        if (header != Header.NONE && !PICTURES.contains(header)) {
            refuse("the header of a limited-time offer is an image or a video");
        }
        List<ButtonType> types = types(buttons);
        boolean copied = types.equals(List.of(ButtonType.COPY_CODE, ButtonType.URL));
        if (!copied && (limited.expires() || !types.equals(List.of(ButtonType.URL)))) {
            refuse("a limited-time offer takes a copy code button and a URL button behind it");
        }
    }

    private void carousel(Category category) {
        if (category != Category.MARKETING) {
            refuse("a carousel is for marketing only");
        }
        if (header != Header.NONE || footer || !buttons.isEmpty()) {
            refuse("beside a carousel there is a body only");
        }
        Card first = cards.getFirst();
        for (Card card : cards) {
            if (!PICTURES.contains(card.header())) {
                refuse("the header of a card is an image or a video");
            }
            if (!ON_CARDS.containsAll(types(card.buttons()))) {
                refuse("a card takes quick replies, URL and phone number buttons");
            }
            if (card.header() != first.header()
                    || card.body().isEmpty() != first.body().isEmpty()
                    || !types(card.buttons()).equals(types(first.buttons()))) {
                refuse("all cards must have the same components");
            }
        }
    }

    private static List<ButtonType> types(List<Button> buttons) {
        return buttons.stream().map(Button::type).toList();
    }

    private void refuse(String details) {
        findings.add(GraphError.parameter(details));
    }
}
