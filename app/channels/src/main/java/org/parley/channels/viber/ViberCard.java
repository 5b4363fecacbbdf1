package org.parley.channels.viber;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Picture, text and buttons as `rich_media`: the only form in which a link is a button inside the
/// message. The rows of its parts fill the blocks exactly; otherwise later cards shift.
final class ViberCard {

    private static final String LINK_COLOUR = "#2F6FED";
    private static final String REPLY_COLOUR = "#E8EEF9";
    private static final String PAPER = "#FFFFFF";
    private static final String LABEL_OPENS = "<font color=\"#FFFFFF\"><b>";
    private static final String LABEL_CLOSES = "</b></font>";

    /// Characters around the label of a link.
    static final int LABEL_MARKUP = LABEL_OPENS.length() + LABEL_CLOSES.length();

    /// Characters around a title: `<b>`, `</b>`, `<br>`.
    static final int TITLE_MARKUP = 11;

    private static final int COLUMNS = 6;
    private static final int ROWS = 7;
    private static final int LONG_TEXT = 120;

    private ViberCard() {}

    /// A text or a picture with its buttons.
    static ObjectNode of(Content content) {
        Part.@Nullable Image image = content.body() instanceof Part.Image it ? it : null;
        String text = String.valueOf(content.body().text());
        List<Button> buttons = content.buttons();
        int free = ROWS - buttons.size();
        int textRows = Math.min(rows(text), image == null ? free : free - 1);
        int imageRows = image == null ? 0 : Math.min(3, free - textRows);
        ObjectNode card = richMedia(imageRows + textRows + buttons.size());
        ArrayNode parts = card.putArray("Buttons");
        block(parts, image, imageRows, html(text), textRows, text.length() > LONG_TEXT, buttons);
        return card;
    }

    /// Cards side by side, all of the same rows.
    static ObjectNode of(List<Part.Card> cards) {
        int buttons = cards.stream().mapToInt(card -> card.buttons().size()).max().orElse(0);
        ObjectNode carousel = richMedia(ROWS);
        ArrayNode parts = carousel.putArray("Buttons");
        for (Part.Card card : cards) {
            Part.@Nullable Image image = card.media() instanceof Part.Image it ? it : null;
            // Rows of buttons that this card lacks go to its text.
            int spare = buttons - card.buttons().size();
            int imageRows = image == null ? 0 : 3;
            int textRows = ROWS - imageRows - buttons + spare;
            block(parts, image, imageRows, words(card), textRows, true, card.buttons());
        }
        return carousel;
    }

    static ObjectNode keyboard(List<Button> buttons) {
        ObjectNode keyboard = JsonBody.object();
        keyboard.put("Type", "keyboard");
        ArrayNode parts = keyboard.putArray("Buttons");
        buttons.forEach(button -> button(parts, button));
        return keyboard;
    }

    private static ObjectNode richMedia(int rows) {
        return JsonBody.object()
                .put("Type", "rich_media")
                .put("ButtonsGroupColumns", COLUMNS)
                .put("ButtonsGroupRows", rows)
                .put("BgColor", PAPER);
    }

    private static int rows(String text) {
        return text.length() > LONG_TEXT ? 3 : 2;
    }

    private static String words(Part.Card card) {
        String title = card.title() == null ? "" : "<b>" + html(card.title()) + "</b>";
        String text = card.text() == null ? "" : html(card.text());
        return title.isEmpty() || text.isEmpty() ? title + text : title + "<br>" + text;
    }

    private static void block(
            ArrayNode parts,
            Part.@Nullable Image image,
            int imageRows,
            String html,
            int textRows,
            boolean small,
            List<Button> buttons) {
        if (image != null) {
            cell(parts, imageRows, PAPER)
                    .put("ActionType", "none")
                    .put("ActionBody", "none")
                    .put("Image", image.url().toASCIIString());
        }
        cell(parts, textRows, PAPER)
                .put("ActionType", "none")
                .put("ActionBody", "none")
                .put("Text", html)
                .put("TextSize", small ? "small" : "regular")
                .put("TextHAlign", "left")
                .put("TextVAlign", "middle");
        buttons.forEach(button -> button(parts, button));
    }

    private static void button(ArrayNode parts, Button button) {
        switch (button) {
            case Button.Url(var text, var url) ->
                    // Silent: otherwise the address also appears in the chat as if the person had
                    // written it, and comes back as a message.
                    cell(parts, 1, LINK_COLOUR)
                            .put("ActionType", "open-url")
                            .put("ActionBody", url.toASCIIString())
                            .put("Silent", true)
                            .put("Text", LABEL_OPENS + html(text) + LABEL_CLOSES)
                            .put("TextSize", "regular");
            case Button.Reply(var text, var payload) -> tap(parts, "reply", payload, text);
            // The action's body must not be empty.
            case Button.LocationRequest(var text) ->
                    tap(parts, "location-picker", "location", text);
            case Button.ShareContact(var text) -> tap(parts, "share-phone", "phone", text);
            case Button.Call _, Button.CopyCode _, Button.ProductPage _, Button.Form _ ->
                    throw new IllegalStateException("Not declared for Viber: " + button.kind());
        }
    }

    private static void tap(ArrayNode parts, String action, String body, String text) {
        cell(parts, 1, REPLY_COLOUR)
                .put("ActionType", action)
                .put("ActionBody", body)
                .put("Text", html(text))
                .put("TextSize", "regular");
    }

    private static ObjectNode cell(ArrayNode parts, int rows, String colour) {
        return parts.addObject().put("Columns", COLUMNS).put("Rows", rows).put("BgColor", colour);
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
