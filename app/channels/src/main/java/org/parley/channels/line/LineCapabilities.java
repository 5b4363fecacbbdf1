package org.parley.channels.line;

import static org.parley.core.content.ButtonKind.CALL;
import static org.parley.core.content.ButtonKind.LOCATION_REQUEST;
import static org.parley.core.content.ButtonKind.REPLY;
import static org.parley.core.content.ButtonKind.URL;
import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CARD;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.LOCATION;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.kernel.Channel;

/// What the Messaging API takes (LINE Developers, "Message objects", "Action objects", "Flex
/// Messages"). Buttons and cards are Flex Messages, whose texts have no limit of their own; ours
/// keeps a bubble far below its 30 KB. No receipts of single messages.
final class LineCapabilities {

    static final Channel CHANNEL = new Channel("line");

    /// What a phone shows in its notification of a Flex Message.
    static final int ALT_TEXT = 400;

    static final int PLACE = 100;

    private static final TextLimit LABEL = TextLimit.characters(20);
    private static final TextLimit DATA = TextLimit.characters(300);
    private static final TextLimit FLEX_TEXT = TextLimit.characters(2_000);

    private static final ButtonRule QUICK = ButtonRule.of(13, LABEL, REPLY).payload(DATA);

    private static final ButtonRule BUTTONS =
            ButtonRule.of(10, LABEL, URL, REPLY, CALL).payload(DATA);

    /// Asking for the place is a quick reply of its own.
    private static final ButtonRule ASKING = ButtonRule.of(1, LABEL, LOCATION_REQUEST);

    private static final CardRule BUBBLE =
            new CardRule(Set.of(IMAGE), false, false, FLEX_TEXT, FLEX_TEXT, BUTTONS);

    static final Form FLEX =
            Form.of("flex bubble", FLEX_TEXT, TEXT)
                    .withText()
                    .buttons(BUTTONS)
                    .quickReplies(QUICK)
                    .needs(URL, CALL);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            FLEX,
                            Form.of("text", TextLimit.characters(5_000), TEXT)
                                    .withText()
                                    .quickReplies(QUICK),
                            Form.of("text, location action", TextLimit.characters(5_000), TEXT)
                                    .withText()
                                    .buttons(ASKING)
                                    .needs(LOCATION_REQUEST),
                            Form.of("flex bubble with hero", FLEX_TEXT, IMAGE)
                                    .withText()
                                    .buttons(BUTTONS)
                                    .quickReplies(QUICK),
                            Form.of("image, video, audio", TextLimit.NONE, IMAGE, VIDEO, AUDIO)
                                    .quickReplies(QUICK),
                            Form.of("location", TextLimit.NONE, LOCATION).quickReplies(QUICK),
                            Form.of("flex bubble of a card", FLEX_TEXT, CARD).quickReplies(QUICK),
                            Form.of("flex carousel", TextLimit.NONE, CAROUSEL).quickReplies(QUICK))
                    .media(IMAGE, MediaRule.of(10_000_000, "jpg", "jpeg", "png"))
                    .media(VIDEO, MediaRule.of(200_000_000, "mp4"))
                    .media(AUDIO, MediaRule.of(200_000_000, "mp3", "m4a"))
                    .card(BUBBLE)
                    .carousel(new CarouselRule(1, 12, BUBBLE))
                    .build();

    static final Capabilities DECLARED =
            new Capabilities(CARRIAGE, AddressForm.PROVIDER_ID, true, false, false, null, 40, 200);

    private LineCapabilities() {}
}
