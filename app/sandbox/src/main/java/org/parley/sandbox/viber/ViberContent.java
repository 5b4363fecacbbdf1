package org.parley.sandbox.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.parley.sandbox.customer.Incoming.Link;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.http.Urls;
import tools.jackson.databind.JsonNode;

/// What a user can do with a message.
final class ViberContent {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final List<Link> links = new ArrayList<>();
    private final List<QuickReply> replies = new ArrayList<>();

    static ViberContent of(JsonNode body) {
        ViberContent content = new ViberContent();
        content.grid(body.path("rich_media"));
        content.grid(body.path("keyboard"));
        if (body.path("type").asString("").equals("url")) {
            content.links.add(new Link(body.path("media").asString(""), false));
        }
        Urls.in(body.path("text").asString(""))
                .forEach(url -> content.links.add(new Link(url, false)));
        return content;
    }

    List<Link> links() {
        return links;
    }

    List<QuickReply> replies() {
        return replies;
    }

    private void grid(JsonNode grid) {
        for (JsonNode button : grid.path("Buttons")) {
            String action = button.path("ActionBody").asString("");
            switch (button.path("ActionType").asString("reply")) {
                // The pressed URL also arrives as a message of the user, unless the button is
                // silent.
                case "open-url" ->
                        links.add(new Link(action, !button.path("Silent").asBoolean(false)));
                case "reply" ->
                        replies.add(
                                new QuickReply(
                                        action,
                                        TAG.matcher(button.path("Text").asString(action))
                                                .replaceAll("")));
                default -> {}
            }
        }
    }
}
