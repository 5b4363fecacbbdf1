package org.parley.channels.whatsapp;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `template` object of a message (Meta, "Template components" and the pages of each kind of
/// marketing template).
final class WhatsAppTemplateBody {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private WhatsAppTemplateBody() {}

    static ObjectNode of(ProviderTemplate template, Content content) {
        ObjectNode filled = JsonBody.object();
        filled.put("name", template.name());
        filled.putObject("language").put("code", template.language());
        ArrayNode components = filled.putArray("components");
        header(components, template, content.body());
        texts(components, template.parameters(), template.names());
        if (template.offerEnds() != null) {
            parameter(component(components, "limited_time_offer"), "limited_time_offer")
                    .putObject("limited_time_offer")
                    .put("expiration_time_ms", template.offerEnds().toEpochMilli());
        }
        if (content.body() instanceof Part.Carousel(_, var cards, _)) {
            ArrayNode array = component(components, "carousel").putArray("cards");
            for (int i = 0; i < cards.size(); i++) {
                ObjectNode card = array.addObject().put("card_index", i);
                card(
                        card.putArray("components"),
                        cards.get(i),
                        i < template.cards().size() ? template.cards().get(i) : List.of());
            }
        }
        int index = 0;
        index = shop(components, content.body(), index);
        buttons(components, content.buttons(), index);
        return filled;
    }

    private static void header(ArrayNode components, ProviderTemplate template, Part body) {
        switch (body) {
            case Part.Media media -> media(components, media);
            case Part.Location place ->
                    parameter(component(components, "header"), "location")
                            .set("location", WhatsAppCompiler.location(place));
            case Part.Text _,
                    Part.Contact _,
                    Part.Card _,
                    Part.Carousel _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ -> {
                if (template.header() != null) {
                    parameter(component(components, "header"), "text")
                            .put("text", oneLine(template.header()));
                }
            }
        }
    }

    private static void media(ArrayNode components, Part.Media media) {
        String type = WhatsAppCompiler.type(media);
        ObjectNode parameter = parameter(component(components, "header"), type);
        WhatsAppCompiler.link(parameter.putObject(type), media);
    }

    private static void texts(ArrayNode components, List<String> parameters, List<String> names) {
        if (parameters.isEmpty()) {
            return;
        }
        ArrayNode array = component(components, "body").putArray("parameters");
        for (int i = 0; i < parameters.size(); i++) {
            ObjectNode parameter = array.addObject().put("type", "text");
            if (!names.isEmpty()) {
                parameter.put("parameter_name", names.get(i));
            }
            parameter.put("text", oneLine(parameters.get(i)));
        }
    }

    private static void card(ArrayNode components, Part.Card card, List<String> parameters) {
        if (card.media() != null) {
            media(components, card.media());
        }
        texts(components, parameters, List.of());
        buttons(components, card.buttons(), 0);
    }

    /// A template of products or of the catalogue has its button first.
    private static int shop(ArrayNode components, Part body, int index) {
        if (body instanceof Part.ProductList list) {
            ObjectNode action =
                    parameter(button(components, "mpm", index), "action").putObject("action");
            action.put(
                    "thumbnail_product_retailer_id",
                    list.sections().getFirst().products().getFirst());
            WhatsAppInteractive.sections(action.putArray("sections"), list);
            return index + 1;
        }
        if (body instanceof Part.Catalogue(_, var product, _)) {
            ObjectNode button = button(components, "catalog", index);
            if (product != null) {
                parameter(button, "action")
                        .putObject("action")
                        .put("thumbnail_product_retailer_id", product);
            }
            return index + 1;
        }
        return index;
    }

    private static void buttons(ArrayNode components, List<Button> buttons, int first) {
        for (int i = 0; i < buttons.size(); i++) {
            int index = first + i;
            switch (buttons.get(i)) {
                case Button.Url(_, var url) ->
                        parameter(button(components, "url", index), "text").put("text", token(url));
                case Button.Reply(_, var payload) ->
                        parameter(button(components, "quick_reply", index), "payload")
                                .put("payload", payload);
                case Button.CopyCode(_, var code) ->
                        parameter(button(components, "copy_code", index), "coupon_code")
                                .put("coupon_code", code);
                case Button.Form _ ->
                        parameter(button(components, "flow", index), "action").putObject("action");
                case Button.Call _ -> {
                    // the number stands in the approved template
                }
                case Button.LocationRequest _, Button.ShareContact _, Button.ProductPage _ ->
                        throw new IllegalStateException(
                                "Not declared for templates: " + buttons.get(i).kind());
            }
        }
    }

    private static ObjectNode component(ArrayNode components, String type) {
        return components.addObject().put("type", type);
    }

    private static ObjectNode button(ArrayNode components, String kind, int index) {
        return component(components, "button")
                .put("sub_type", kind)
                .put("index", Integer.toString(index));
    }

    private static ObjectNode parameter(ObjectNode component, String type) {
        return component.putArray("parameters").addObject().put("type", type);
    }

    /// The dynamic suffix of the approved address `https://our-host/r/{{1}}`: what stands behind
    /// the last slash of the tracked link.
    private static String token(URI link) {
        String address = link.toASCIIString();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /// A parameter takes no line break, tab or run of five spaces.
    private static String oneLine(String parameter) {
        return BLANKS.matcher(parameter.strip()).replaceAll(" ");
    }
}
