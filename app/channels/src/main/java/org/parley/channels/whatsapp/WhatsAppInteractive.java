package org.parley.channels.whatsapp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `interactive` object of a message (Meta, "Interactive messages").
final class WhatsAppInteractive {

    private static final String FLOW_VERSION = "3";

    private WhatsAppInteractive() {}

    static ObjectNode of(Content content) {
        ObjectNode interactive = JsonBody.object();
        switch (content.body()) {
            case Part.Text(var text) -> {
                body(interactive, text);
                buttons(interactive, content.buttons());
            }
            case Part.Media media -> {
                String type = WhatsAppCompiler.type(media);
                ObjectNode header = interactive.putObject("header").put("type", type);
                WhatsAppCompiler.link(header.putObject(type), media);
                body(interactive, media.text());
                buttons(interactive, content.buttons());
            }
            case Part.ListMenu list -> list(interactive, list);
            case Part.Carousel(var text, var cards, _) -> {
                interactive.put("type", "carousel");
                body(interactive, text);
                ArrayNode array = interactive.putObject("action").putArray("cards");
                for (int i = 0; i < cards.size(); i++) {
                    card(array.addObject().put("card_index", i), cards.get(i));
                }
            }
            case Part.Product product -> {
                interactive.put("type", "product");
                body(interactive, product.text());
                interactive
                        .putObject("action")
                        .put("catalog_id", product.catalogue())
                        .put("product_retailer_id", product.product());
            }
            case Part.ProductList list -> {
                interactive.put("type", "product_list");
                interactive.putObject("header").put("type", "text").put("text", list.title());
                body(interactive, list.text());
                ObjectNode action =
                        interactive.putObject("action").put("catalog_id", list.catalogue());
                sections(action.putArray("sections"), list);
            }
            case Part.Catalogue(var text, var product, _) -> {
                interactive.put("type", "catalog_message");
                body(interactive, text);
                ObjectNode action = interactive.putObject("action").put("name", "catalog_message");
                if (product != null) {
                    action.putObject("parameters").put("thumbnail_product_retailer_id", product);
                }
            }
            case Part.Card _, Part.Location _, Part.Contact _ ->
                    throw new IllegalStateException(
                            "Not declared as interactive: " + content.body().kind());
        }
        return interactive;
    }

    static void sections(ArrayNode sections, Part.ProductList list) {
        for (Part.ProductSection section : list.sections()) {
            ArrayNode items =
                    sections.addObject().put("title", section.title()).putArray("product_items");
            section.products().forEach(id -> items.addObject().put("product_retailer_id", id));
        }
    }

    private static void body(ObjectNode interactive, @Nullable String text) {
        if (text != null) {
            interactive.putObject("body").put("text", text);
        }
    }

    /// Either replies, or one button of another kind.
    private static void buttons(ObjectNode interactive, List<Button> buttons) {
        for (Button button : buttons) {
            switch (button) {
                case Button.Reply(var text, var payload) -> {
                    interactive.put("type", "button");
                    interactive
                            .withObject("/action")
                            .withArray("buttons")
                            .addObject()
                            .put("type", "reply")
                            .putObject("reply")
                            .put("id", payload)
                            .put("title", text);
                }
                case Button.Url url -> {
                    interactive.put("type", "cta_url");
                    link(interactive.putObject("action"), url);
                }
                case Button.Form form -> {
                    interactive.put("type", "flow");
                    interactive
                            .putObject("action")
                            .put("name", "flow")
                            .putObject("parameters")
                            .put("flow_message_version", FLOW_VERSION)
                            .put("flow_id", form.forms().get(WhatsAppCapabilities.CHANNEL))
                            .put("flow_cta", form.text());
                }
                case Button.LocationRequest _ -> {
                    interactive.put("type", "location_request_message");
                    interactive.putObject("action").put("name", "send_location");
                }
                case Button.Call _,
                        Button.ShareContact _,
                        Button.CopyCode _,
                        Button.ProductPage _ ->
                        throw new IllegalStateException(
                                "Not declared for WhatsApp: " + button.kind());
            }
        }
    }

    private static void link(ObjectNode action, Button.Url button) {
        action.put("name", "cta_url")
                .putObject("parameters")
                .put("display_text", button.text())
                .put("url", button.url().toASCIIString());
    }

    private static void list(ObjectNode interactive, Part.ListMenu list) {
        interactive.put("type", "list");
        body(interactive, list.text());
        ObjectNode action = interactive.putObject("action").put("button", list.button());
        ArrayNode sections = action.putArray("sections");
        for (Part.Section section : list.sections()) {
            ObjectNode object = sections.addObject();
            if (section.title() != null) {
                object.put("title", section.title());
            }
            ArrayNode rows = object.putArray("rows");
            for (Part.Row row : section.rows()) {
                ObjectNode each =
                        rows.addObject().put("id", row.payload()).put("title", row.title());
                if (row.description() != null) {
                    each.put("description", row.description());
                }
            }
        }
    }

    private static void card(ObjectNode object, Part.Card card) {
        object.put("type", "cta_url");
        Part.Media media = card.media();
        if (media != null) {
            String type = WhatsAppCompiler.type(media);
            ObjectNode header = object.putObject("header").put("type", type);
            WhatsAppCompiler.link(header.putObject(type), media);
        }
        body(object, card.text());
        ObjectNode action = object.putObject("action");
        for (Button button : card.buttons()) {
            switch (button) {
                case Button.Url url -> link(action, url);
                case Button.Reply(var text, var payload) ->
                        action.withArray("buttons")
                                .addObject()
                                .put("type", "quick_reply")
                                .putObject("quick_reply")
                                .put("id", payload)
                                .put("title", text);
                case Button.Call _,
                        Button.LocationRequest _,
                        Button.ShareContact _,
                        Button.CopyCode _,
                        Button.ProductPage _,
                        Button.Form _ ->
                        throw new IllegalStateException(
                                "Not declared for cards of WhatsApp: " + button.kind());
            }
        }
    }
}
