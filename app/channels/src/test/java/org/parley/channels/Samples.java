package org.parley.channels;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.ErrorTable;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.Part.Image;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;

/// Messages of the shop that the tests write from.
public final class Samples {

    public static final MessageId ID = new MessageId(7, 42);
    public static final Image PICTURE =
            new Image(URI.create("https://shop.example/spring.png"), "Spring", null);
    public static final Part.Video FILM =
            new Part.Video(
                    URI.create("https://shop.example/spring.mp4"),
                    "Look",
                    null,
                    900_000L,
                    12,
                    null);
    public static final Part.File LEAFLET =
            new Part.File(
                    URI.create("https://shop.example/spring.pdf"),
                    "Spring.pdf",
                    null,
                    80_000L,
                    null);
    public static final Part.Location STORE =
            new Part.Location(48.2, 16.37, "Our shop", "Graben 1, Wien", null);
    public static final Button.Url SHOP =
            new Button.Url("To the shop", URI.create("https://t.example/r/AbC123"));
    public static final Button.Url MORE =
            new Button.Url("More", URI.create("https://t.example/r/DeF456"));
    public static final Button.Reply YES = new Button.Reply("Yes", "YES");
    public static final Button.Reply NO = new Button.Reply("No, thanks", "NO");
    public static final Part.ListMenu SIZES =
            new Part.ListMenu(
                    "Which size?",
                    "Choose",
                    List.of(
                            new Part.Section(
                                    "Women",
                                    List.of(
                                            new Part.Row("Small", "34 to 36", "W-S"),
                                            new Part.Row("Medium", null, "W-M"))),
                            new Part.Section("Men", List.of(new Part.Row("Large", null, "M-L")))),
                    null);

    private Samples() {}

    public static RenderedMessage content(String text, @Nullable Image image, Button... buttons) {
        return of(body(text, image), buttons);
    }

    public static RenderedMessage of(Part body, Button... buttons) {
        return new RenderedMessage(new Content("A subject", body, buttons), null);
    }

    public static RenderedMessage of(Part body, List<QuickReply> quickReplies) {
        return new RenderedMessage(
                new Content("A subject", body, List.of(), quickReplies, Map.of()), null);
    }

    public static RenderedMessage templated(
            String text, @Nullable Image image, ProviderTemplate template, Button... buttons) {
        return templated(body(text, image), template, buttons);
    }

    public static RenderedMessage templated(
            Part body, ProviderTemplate template, Button... buttons) {
        return new RenderedMessage(new Content("A subject", body, buttons), template);
    }

    public static OutboundMessage to(String address, RenderedMessage content) {
        return new OutboundMessage(ID, address, content, true, null);
    }

    public static OutboundMessage outsideTheWindow(String address, RenderedMessage content) {
        return new OutboundMessage(ID, address, content, false, null);
    }

    public static Part.Card card(String title, String text, Button... buttons) {
        return new Part.Card(PICTURE, title, text, List.of(buttons), null);
    }

    private static Part body(String text, @Nullable Image image) {
        return image == null
                ? new Part.Text(text)
                : new Image(image.url(), image.alt(), text, null, null);
    }

    /// The rows of which this adapter says that there is no such address.
    public static List<String> gone(ChannelAdapter adapter, ErrorTable table) {
        return table.rows().stream()
                .map(ErrorTable.Row::name)
                .filter(adapter::saysAddressIsGone)
                .toList();
    }
}
