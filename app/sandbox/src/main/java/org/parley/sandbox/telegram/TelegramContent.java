package org.parley.sandbox.telegram;

import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.http.Urls;
import tools.jackson.databind.JsonNode;

/// What a user can do with a message.
final class TelegramContent {
    static final String INLINE = "inline";
    static final String KEYBOARD = "keyboard";

    private final List<Link> links = new ArrayList<>();
    private final List<QuickReply> replies = new ArrayList<>();
    private final String form;

    private TelegramContent(String form) {
        this.form = form;
    }

    static TelegramContent of(JsonNode body) {
        JsonNode markup = body.path("reply_markup");
        TelegramContent content =
                new TelegramContent(Json.lacks(markup, "keyboard") ? INLINE : KEYBOARD);
        for (JsonNode row : markup.path("inline_keyboard")) {
            row.forEach(content::inline);
        }
        for (JsonNode row : markup.path("keyboard")) {
            for (JsonNode button : row) {
                String text =
                        button.isString() ? button.asString("") : button.path("text").asString("");
                content.replies.add(new QuickReply(text, text));
            }
        }
        content.words(body.path("text"));
        content.words(body.path("caption"));
        body.path("media").forEach(each -> content.words(each.path("caption")));
        return content;
    }

    private void words(JsonNode text) {
        Urls.in(text.asString("")).forEach(url -> links.add(new Link(url, false)));
    }

    List<Link> links() {
        return links;
    }

    List<QuickReply> replies() {
        return replies;
    }

    String form() {
        return form;
    }

    private void inline(JsonNode button) {
        String data = Json.text(button, "callback_data");
        String url = Json.text(button, "url");
        if (data != null) {
            replies.add(new QuickReply(data, button.path("text").asString("")));
        } else if (url != null) {
            links.add(new Link(url, false));
        }
    }
}
