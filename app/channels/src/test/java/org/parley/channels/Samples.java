package org.parley.channels;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RenderedMessage.Button;
import org.parley.core.content.RenderedMessage.Link;
import org.parley.core.content.RenderedMessage.Reply;
import org.parley.core.content.RenderedMessage.Template;
import org.parley.core.content.RichMessage.Image;
import org.parley.core.kernel.MessageId;

/// Messages of the shop that the tests write from.
public final class Samples {

    public static final MessageId ID = new MessageId(7, 42);
    public static final Image PICTURE =
            new Image(URI.create("https://shop.example/spring.png"), "Spring");
    public static final Link SHOP =
            new Link("To the shop", URI.create("https://t.example/r/AbC123"));
    public static final Link MORE = new Link("More", URI.create("https://t.example/r/DeF456"));
    public static final Reply YES = new Reply("Yes", "YES");
    public static final Reply NO = new Reply("No, thanks", "NO");

    private Samples() {}

    public static RenderedMessage content(String text, @Nullable Image image, Button... buttons) {
        return new RenderedMessage("A subject", text, image, List.of(buttons), null);
    }

    public static RenderedMessage templated(
            String text, @Nullable Image image, Template template, Button... buttons) {
        return new RenderedMessage("A subject", text, image, List.of(buttons), template);
    }

    public static OutboundMessage to(String address, RenderedMessage content) {
        return new OutboundMessage(ID, address, content, true, null);
    }

    public static OutboundMessage outsideTheWindow(String address, RenderedMessage content) {
        return new OutboundMessage(ID, address, content, false, null);
    }
}
