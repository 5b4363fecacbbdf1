package org.parley.channels.line;

import java.util.List;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bubbles: a picture, words, buttons below ("Flex Message elements").
final class LineFlex {

    private LineFlex() {}

    static ObjectNode carousel(List<Part.Card> cards) {
        ObjectNode carousel = JsonBody.object().put("type", "carousel");
        ArrayNode contents = carousel.putArray("contents");
        cards.forEach(card -> contents.add(bubble(card)));
        return carousel;
    }

    static ObjectNode bubble(Part.Card card) {
        ObjectNode bubble = JsonBody.object().put("type", "bubble");
        if (card.media() != null) {
            bubble.putObject("hero")
                    .put("type", "image")
                    .put("url", card.media().url().toASCIIString())
                    .put("size", "full")
                    .put("aspectMode", "cover");
        }
        if (card.title() != null || card.text() != null) {
            ArrayNode words = box(bubble, "body");
            if (card.title() != null) {
                text(words, card.title()).put("weight", "bold");
            }
            if (card.text() != null) {
                text(words, card.text());
            }
        }
        if (!card.buttons().isEmpty()) {
            ArrayNode footer = box(bubble, "footer");
            for (Button button : card.buttons()) {
                footer.addObject().put("type", "button").set("action", action(button));
            }
        }
        return bubble;
    }

    static ObjectNode action(Button button) {
        ObjectNode action = JsonBody.object();
        return switch (button) {
            case Button.Url(var text, var url) ->
                    action.put("type", "uri").put("label", text).put("uri", url.toASCIIString());
            case Button.Call(var text, var phone) ->
                    action.put("type", "uri").put("label", text).put("uri", "tel:" + phone);
            case Button.Reply(var text, var payload) -> postback(text, payload);
            case Button.LocationRequest(var text) ->
                    action.put("type", "location").put("label", text);
            case Button.ShareContact _, Button.CopyCode _, Button.ProductPage _, Button.Form _ ->
                    throw new IllegalStateException("Not declared for LINE: " + button.kind());
        };
    }

    /// What is tapped also stands in the chat, as if the person had written it.
    static ObjectNode postback(String text, String payload) {
        return JsonBody.object()
                .put("type", "postback")
                .put("label", text)
                .put("data", payload)
                .put("displayText", text);
    }

    private static ArrayNode box(ObjectNode bubble, String place) {
        return bubble.putObject(place)
                .put("type", "box")
                .put("layout", "vertical")
                .putArray("contents");
    }

    private static ObjectNode text(ArrayNode contents, String text) {
        return contents.addObject().put("type", "text").put("text", text).put("wrap", true);
    }
}
