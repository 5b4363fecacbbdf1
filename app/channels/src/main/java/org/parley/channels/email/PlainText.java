package org.parley.channels.email;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.content.Button;
import org.parley.core.content.Content;
import org.parley.core.content.Part;

/// The text part: everything of the HTML part that can be said in words.
final class PlainText {

    private final StringBuilder text = new StringBuilder();

    private PlainText() {}

    static String of(Content content, @Nullable URI unsubscribe) {
        PlainText plain = new PlainText();
        switch (content.body()) {
            case Part.Card card -> plain.card(card);
            case Part.Carousel(var above, var cards, _) -> {
                plain.line(above);
                cards.forEach(plain::card);
            }
            case Part body -> plain.line(body.text());
        }
        plain.buttons(content.buttons());
        if (unsubscribe != null) {
            plain.text
                    .append("\n-- \nUnsubscribe: ")
                    .append(unsubscribe.toASCIIString())
                    .append('\n');
        }
        return plain.text.toString();
    }

    private void card(Part.Card card) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        line(card.title());
        line(card.text());
        Part.Media media = card.media();
        if (media != null && !(media instanceof Part.Image)) {
            line(media.url().toASCIIString());
        }
        buttons(card.buttons());
    }

    private void line(@Nullable String words) {
        if (words != null) {
            text.append(words.strip()).append('\n');
        }
    }

    private void buttons(List<Button> buttons) {
        for (Button button : buttons) {
            String target =
                    switch (button) {
                        case Button.Url url -> url.url().toASCIIString();
                        case Button.Call call -> call.phone();
                        case Button.Reply _,
                                Button.LocationRequest _,
                                Button.ShareContact _,
                                Button.CopyCode _,
                                Button.ProductPage _,
                                Button.Form _ ->
                                throw new IllegalStateException(
                                        "Not declared for e-mail: " + button.kind());
                    };
            text.append('\n').append(button.text()).append(": ").append(target).append('\n');
        }
    }
}
