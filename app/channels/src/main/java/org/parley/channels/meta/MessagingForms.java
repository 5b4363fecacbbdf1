package org.parley.channels.meta;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CARD;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.VIDEO;

import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.TextLimit;
import org.parley.core.content.ButtonKind;

/// What the Send API takes of Messenger and of Instagram alike ("Quick replies", "Button template",
/// "Generic template").
public final class MessagingForms {

    private static final TextLimit TITLE = TextLimit.characters(20);
    private static final TextLimit LINE = TextLimit.characters(80);
    private static final TextLimit PAYLOAD = TextLimit.characters(1_000);

    public static final ButtonRule QUICK_REPLIES =
            ButtonRule.of(13, TITLE, ButtonKind.REPLY).payload(PAYLOAD);

    private MessagingForms() {}

    /// Of a button template or an element.
    public static ButtonRule buttons(ButtonKind... kinds) {
        return ButtonRule.of(3, TITLE, kinds).payload(PAYLOAD);
    }

    public static CardRule element(ButtonRule buttons) {
        return new CardRule(Set.of(IMAGE), true, true, LINE, LINE, buttons);
    }

    /// The forms of everything but texts.
    public static Form[] withoutText(ButtonRule buttons) {
        return new Form[] {
            // A picture takes words and buttons as the only element of a carousel.
            Form.of("generic template", LINE, IMAGE)
                    .withText()
                    .buttons(buttons)
                    .quickReplies(QUICK_REPLIES),
            Form.of("attachment", TextLimit.NONE, IMAGE, VIDEO, AUDIO, FILE)
                    .quickReplies(QUICK_REPLIES),
            Form.of("generic template of a card", LINE, CARD).quickReplies(QUICK_REPLIES),
            Form.of("generic template of cards", TextLimit.NONE, CAROUSEL)
                    .quickReplies(QUICK_REPLIES)
        };
    }
}
