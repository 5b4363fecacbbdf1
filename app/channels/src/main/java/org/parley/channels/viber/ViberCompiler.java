package org.parley.channels.viber;

import java.util.List;
import java.util.Locale;
import org.parley.channels.wire.Breach;
import org.parley.channels.wire.Breaches;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Link;
import org.parley.core.content.RenderedMessage.Reply;
import org.parley.core.content.RichMessage.Image;
import tools.jackson.databind.node.ObjectNode;

/// Rich message to the body of `send_message`. Pure: the same message gives the same bytes.
///
/// With a link button and a short text: a card. Otherwise a text, or a picture with text, whose
/// reply buttons are the keyboard and whose links stand as addresses below the text, where Viber
/// makes them tappable.
final class ViberCompiler {

    private static final List<String> PICTURES = List.of(".jpeg", ".jpg", ".png", ".gif");

    private final ViberSettings settings;

    ViberCompiler(ViberSettings settings) {
        this.settings = settings;
    }

    /// @param cards whether the person's client shows them
    Compiled compile(OutboundMessage message, boolean cards) {
        RenderedMessage content = message.content();
        List<Breach> breaches = breaches(content, cards);
        if (!breaches.isEmpty()) {
            return new Compiled.Unfit(breaches.getFirst());
        }
        ObjectNode body = JsonBody.object();
        body.put("receiver", message.address());
        ObjectNode sender = body.putObject("sender").put("name", settings.senderName());
        if (settings.senderAvatar() != null) {
            sender.put("avatar", settings.senderAvatar().toASCIIString());
        }
        body.put("tracking_data", Tracking.of(message).write());
        if (cards && asCard(content)) {
            body.put("min_api_version", ViberLimits.CARD_API_VERSION);
            body.put("type", "rich_media");
            body.put("alt_text", content.text());
            body.set("rich_media", ViberCard.of(content));
        } else {
            plain(body, content);
        }
        byte[] bytes = JsonBody.bytes(body);
        if (bytes.length > ViberLimits.REQUEST_BYTES) {
            return new Compiled.Unfit(
                    new Breach(
                            "text",
                            "Viber takes 30 KB in all; the message has "
                                    + bytes.length
                                    + " bytes"));
        }
        return new Compiled.Ready(bytes);
    }

    static boolean asCard(RenderedMessage content) {
        return content.buttons().stream().anyMatch(Link.class::isInstance)
                && ViberCard.fits(content);
    }

    List<Breach> breaches(RenderedMessage content, boolean cards) {
        Breaches breaches = new Breaches();
        Image image = content.image();
        if (image != null) {
            picture(image, breaches);
        }
        if (!(cards && asCard(content))) {
            breaches.atMost(
                    "text",
                    textWithLinks(content),
                    image == null ? ViberLimits.TEXT : ViberLimits.PICTURE_TEXT,
                    image == null
                            ? "A Viber text (with its links)"
                            : "The text below a Viber picture (with its links)");
        }
        for (int i = 0; i < content.buttons().size(); i++) {
            breaches.atMost(
                    "buttons[" + i + "].text",
                    ViberCard.label(content.buttons().get(i)),
                    ViberLimits.BUTTON_TEXT,
                    "A Viber button");
        }
        return breaches.list();
    }

    private static void picture(Image image, Breaches breaches) {
        String path = String.valueOf(image.url().getPath()).toLowerCase(Locale.ROOT);
        if (PICTURES.stream().noneMatch(path::endsWith) || image.url().getQuery() != null) {
            breaches.add(
                    "image.url",
                    "Viber shows a picture only when its address ends with "
                            + String.join(", ", PICTURES));
        }
        breaches.atMost(
                "image.url",
                image.url().toASCIIString(),
                ViberLimits.MEDIA_URL,
                "A picture's address on Viber");
    }

    private static void plain(ObjectNode body, RenderedMessage content) {
        body.put("min_api_version", 1);
        Image image = content.image();
        if (image == null) {
            body.put("type", "text");
        } else {
            body.put("type", "picture").put("media", image.url().toASCIIString());
        }
        body.put("text", textWithLinks(content));
        List<Reply> replies =
                content.buttons().stream()
                        .filter(Reply.class::isInstance)
                        .map(Reply.class::cast)
                        .toList();
        if (!replies.isEmpty()) {
            body.set("keyboard", ViberCard.keyboard(replies));
        }
    }

    private static String textWithLinks(RenderedMessage content) {
        StringBuilder text = new StringBuilder(content.text());
        for (RenderedMessage.Button button : content.buttons()) {
            if (button instanceof Link(String label, var url)) {
                text.append("\n\n").append(label).append(": ").append(url.toASCIIString());
            }
        }
        return text.toString();
    }
}
