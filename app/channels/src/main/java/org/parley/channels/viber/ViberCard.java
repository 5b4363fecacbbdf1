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

    /// Characters around a title: `<b>` and `</b>`.
    static final int TITLE_MARKUP = 7;

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
        picture(parts, image, imageRows);
        words(parts, html(text), textRows, text.length() > LONG_TEXT);
        buttons.forEach(button -> button(parts, button));
        return card;
    }

    /// Cards side by side, all of the same rows.
    static ObjectNode of(List<Part.Card> cards) {
        ObjectNode carousel = richMedia(ROWS);
        ArrayNode parts = carousel.putArray("Buttons");
        for (Part.Card card : cards) {
            Part.@Nullable Image image = card.media() instanceof Part.Image it ? it : null;
            String title = card.title() == null ? null : "<b>" + html(card.title()) + "</b>";
            String text = card.text() == null ? null : html(card.text());
            int imageRows = image == null ? 0 : 3;
            int free = ROWS - imageRows - card.buttons().size();
            int titleRows = title == null ? 0 : text == null ? free : 1;
            picture(parts, image, imageRows);
            words(parts, title, titleRows, false);
            words(parts, text, free - titleRows, true);
            card.buttons().forEach(button -> button(parts, button));
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

    private static void picture(ArrayNode parts, Part.@Nullable Image image, int rows) {
        if (image != null) {
            cell(parts, rows, PAPER)
                    .put("ActionType", "none")
                    .put("ActionBody", "none")
                    .put("Image", image.url().toASCIIString());
        }
    }

    private static void words(ArrayNode parts, @Nullable String html, int rows, boolean small) {
        if (html != null) {
            cell(parts, rows, PAPER)
                    .put("ActionType", "none")
                    .put("ActionBody", "none")
                    .put("Text", html)
                    .put("TextSize", small ? "small" : "regular")
                    .put("TextHAlign", "left")
                    .put("TextVAlign", "middle");
        }
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
