package org.parley.channels.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.QuickReply;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of `POST /{page}/messages` for what Messenger and Instagram have in common ("Send
/// messages", "Quick replies", "Button template", "Generic template").
public final class MessagingBody {

    private MessagingBody() {}

    /// @param metadata comes back in the echo of our own message
    public static ObjectNode of(String address, Content content, String metadata) {
        ObjectNode body = envelope(address, "RESPONSE");
        ObjectNode message = body.putObject("message");
        body(message, content);
        quickReplies(message, content.quickReplies());
        message.put("metadata", metadata);
        return body;
    }

    public static ObjectNode envelope(String address, String type) {
        ObjectNode body = JsonBody.object();
        body.putObject("recipient").put("id", address);
        return body.put("messaging_type", type);
    }

    private static void body(ObjectNode message, Content content) {
        List<Button> buttons = content.buttons();
        switch (content.body()) {
            case Part.Text(var text) -> {
                if (buttons.isEmpty()) {
                    message.put("text", text);
                } else {
                    ObjectNode payload = template(message, "button").put("text", text);
                    buttons(payload.putArray("buttons"), buttons);
                }
            }
            case Part.Image image when image.text() != null || !buttons.isEmpty() ->
                    elements(
                            message,
                            List.of(
                                    new Part.Card(
                                            new Part.Image(image.url(), image.alt(), null),
                                            image.text() == null ? image.alt() : image.text(),
                                            null,
                                            buttons,
                                            null)));
            case Part.Media media -> attachment(message, media);
            case Part.Card card -> elements(message, List.of(card));
            case Part.Carousel carousel -> elements(message, carousel.cards());
            case Part.Location _,
                    Part.Contact _,
                    Part.ListMenu _,
                    Part.Product _,
                    Part.ProductList _,
                    Part.Catalogue _ ->
                    throw new IllegalStateException(
                            "Not declared for Meta's messaging: " + content.body().kind());
        }
    }

    private static void attachment(ObjectNode message, Part.Media media) {
        String type =
                switch (media) {
                    case Part.Image _ -> "image";
                    case Part.Video _ -> "video";
                    case Part.Audio _ -> "audio";
                    case Part.File _ -> "file";
                };
        message.putObject("attachment")
                .put("type", type)
                .putObject("payload")
                .put("url", media.url().toASCIIString())
                .put("is_reusable", true);
    }

    private static void elements(ObjectNode message, List<Part.Card> cards) {
        ArrayNode elements = template(message, "generic").putArray("elements");
        for (Part.Card card : cards) {
            ObjectNode element = elements.addObject();
            put(element, "title", card.title());
            put(element, "subtitle", card.text());
            if (card.media() != null) {
                element.put("image_url", card.media().url().toASCIIString());
            }
            if (!card.buttons().isEmpty()) {
                buttons(element.putArray("buttons"), card.buttons());
            }
        }
    }

    private static ObjectNode template(ObjectNode message, String type) {
        return message.putObject("attachment")
                .put("type", "template")
                .putObject("payload")
                .put("template_type", type);
    }

    private static void buttons(ArrayNode array, List<Button> buttons) {
        for (Button button : buttons) {
            ObjectNode node = array.addObject();
            switch (button) {
                case Button.Url(var text, var url) ->
                        node.put("type", "web_url")
                                .put("url", url.toASCIIString())
                                .put("title", text);
                case Button.Reply(var text, var payload) ->
                        node.put("type", "postback").put("title", text).put("payload", payload);
                case Button.Call(var text, var phone) ->
                        node.put("type", "phone_number").put("title", text).put("payload", phone);
                case Button.LocationRequest _,
                        Button.ShareContact _,
                        Button.CopyCode _,
                        Button.ProductPage _,
                        Button.Form _ ->
                        throw new IllegalStateException(
                                "Not declared for Meta's messaging: " + button.kind());
            }
        }
    }

    private static void quickReplies(ObjectNode message, List<QuickReply> replies) {
        if (replies.isEmpty()) {
            return;
        }
        ArrayNode array = message.putArray("quick_replies");
        for (QuickReply reply : replies) {
            array.addObject()
                    .put("content_type", "text")
                    .put("title", reply.text())
                    .put("payload", reply.payload());
        }
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
