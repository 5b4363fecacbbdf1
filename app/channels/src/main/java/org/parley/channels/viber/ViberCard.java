package org.parley.channels.viber;

import java.util.List;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Link;
import org.parley.core.content.RenderedMessage.Reply;
import org.parley.core.content.RichMessage.Image;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Picture, text and buttons as one `rich_media` card: the only form in which a link is a button
/// inside the message. The rows of its parts fill the card's block exactly.
final class ViberCard {

    private static final String LINK_COLOUR = "#2F6FED";
    private static final String REPLY_COLOUR = "#E8EEF9";
    private static final String PAPER = "#FFFFFF";

    private ViberCard() {}

    static boolean fits(RenderedMessage content) {
        return html(content.text()).length() <= ViberLimits.BUTTON_TEXT;
    }

    static String label(RenderedMessage.Button button) {
        return switch (button) {
            case Link link -> "<font color=\"#FFFFFF\"><b>" + html(link.text()) + "</b></font>";
            case Reply reply -> html(reply.text());
        };
    }

    static ObjectNode of(RenderedMessage content) {
        List<RenderedMessage.Button> buttons = content.buttons();
        Image image = content.image();
        int free = ViberLimits.CARD_ROWS - buttons.size();
        int textRows =
                Math.min(content.text().length() > 120 ? 3 : 2, image == null ? free : free - 1);
        int imageRows = image == null ? 0 : Math.min(3, free - textRows);
        ObjectNode card = JsonBody.object();
        card.put("Type", "rich_media");
        card.put("ButtonsGroupColumns", ViberLimits.COLUMNS);
        card.put("ButtonsGroupRows", imageRows + textRows + buttons.size());
        card.put("BgColor", PAPER);
        ArrayNode parts = card.putArray("Buttons");
        if (image != null) {
            block(parts, imageRows, PAPER)
                    .put("ActionType", "none")
                    .put("ActionBody", "none")
                    .put("Image", image.url().toASCIIString());
        }
        block(parts, textRows, PAPER)
                .put("ActionType", "none")
                .put("ActionBody", "none")
                .put("Text", html(content.text()))
                .put("TextSize", content.text().length() > 120 ? "small" : "regular")
                .put("TextHAlign", "left")
                .put("TextVAlign", "middle");
        for (RenderedMessage.Button button : buttons) {
            button(parts, button);
        }
        return card;
    }

    static ObjectNode keyboard(List<Reply> replies) {
        ObjectNode keyboard = JsonBody.object();
        keyboard.put("Type", "keyboard");
        ArrayNode parts = keyboard.putArray("Buttons");
        replies.forEach(reply -> button(parts, reply));
        return keyboard;
    }

    private static void button(ArrayNode parts, RenderedMessage.Button button) {
        switch (button) {
            case Link link ->
                    // Silent: otherwise the address also appears in the chat as if the person had
                    // written it, and comes back as a message.
                    block(parts, 1, LINK_COLOUR)
                            .put("ActionType", "open-url")
                            .put("ActionBody", link.url().toASCIIString())
                            .put("Silent", true)
                            .put("Text", label(link))
                            .put("TextSize", "regular");
            case Reply reply ->
                    block(parts, 1, REPLY_COLOUR)
                            .put("ActionType", "reply")
                            .put("ActionBody", reply.payload())
                            .put("Text", label(reply))
                            .put("TextSize", "regular");
        }
    }

    private static ObjectNode block(ArrayNode parts, int rows, String colour) {
        return parts.addObject()
                .put("Columns", ViberLimits.COLUMNS)
                .put("Rows", rows)
                .put("BgColor", colour);
    }

    /// Text of a block is a subset of HTML.
    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r\n", "\n")
                .replace("\n", "<br>");
    }
}
