package org.parley.channels.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Samples;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;

/// Messages of every kind by a seed: short and long, Latin and not, with any buttons.
public final class Wild {

    private final Random random;

    public Wild(long seed) {
        this.random = new Random(seed);
    }

    public RenderedMessage message() {
        return new RenderedMessage(
                new Content("A subject", body(), buttons(4), quickReplies(), Map.of()), null);
    }

    private Part body() {
        return switch (random.nextInt(13)) {
            case 0, 1 -> new Part.Text(text(3_000));
            case 2 -> picture(maybe(1_200));
            case 3 ->
                    new Part.Video(
                            URI.create("https://shop.example/a.mp4"),
                            maybe(500),
                            random.nextBoolean() ? URI.create("https://shop.example/a.jpg") : null,
                            90_000L,
                            9,
                            null);
            case 4 ->
                    new Part.Audio(
                            URI.create("https://shop.example/a.m4a"),
                            maybe(50),
                            9_000L,
                            random.nextBoolean() ? 9 : null,
                            null);
            case 5 -> Samples.LEAFLET;
            case 6 -> Samples.STORE;
            case 7 -> new Part.Location(1, 2, null, null, null);
            case 8 -> new Part.Contact("Anna", "+436641234567", null);
            case 9 -> card();
            case 10 -> {
                List<Part.Card> cards = new ArrayList<>();
                for (int i = random.nextInt(2, 11); i > 0; i--) {
                    cards.add(card());
                }
                yield new Part.Carousel(maybe(100), cards, null);
            }
            case 11 -> Samples.SIZES;
            default ->
                    new Part.Product(
                            text(50), "1", "TEE", URI.create("https://shop.example/tee"), null);
        };
    }

    private Part.Image picture(@Nullable String words) {
        return new Part.Image(URI.create("https://shop.example/a.jpg"), "A", words, null, null);
    }

    private Part.Card card() {
        return new Part.Card(
                random.nextInt(4) > 0 ? picture(null) : null,
                random.nextInt(4) > 0 ? text(90) : null,
                text(180),
                buttons(3),
                null);
    }

    private List<Button> buttons(int most) {
        List<Button> buttons = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String label = text(24).replace('\n', ' ').strip() + i;
            buttons.add(
                    switch (random.nextInt(6)) {
                        case 0, 1 -> new Button.Reply(label, "P" + i);
                        case 2 -> new Button.Url(label, URI.create("https://t.example/r/" + i));
                        case 3 -> new Button.Call(label, "+436641234567");
                        case 4 -> new Button.CopyCode(label, "SPRING");
                        default ->
                                random.nextBoolean()
                                        ? new Button.LocationRequest(label)
                                        : new Button.ShareContact(label);
                    });
        }
        return buttons;
    }

    private List<QuickReply> quickReplies() {
        List<QuickReply> replies = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? random.nextInt(14) : 0; i > 0; i--) {
            replies.add(new QuickReply("Answer " + i, "Q" + i));
        }
        return replies;
    }

    private @Nullable String maybe(int most) {
        return random.nextBoolean() ? text(most) : null;
    }

    /// Mostly short, sometimes as long as it may be.
    private String text(int most) {
        int length = random.nextInt(5) == 0 ? most : 1 + random.nextInt(Math.min(most, 60));
        String letters = random.nextInt(4) == 0 ? "аяж \n" : "abc <&*_.! \n";
        StringBuilder text = new StringBuilder("T");
        while (text.length() < length) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString().strip();
    }
}
