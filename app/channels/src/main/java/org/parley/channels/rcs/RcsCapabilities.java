package org.parley.channels.rcs;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CARD;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
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
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What an agent message takes (Google, RBM guides "Send messages", "Rich cards", "Suggestions").
final class RcsCapabilities {

    static final Channel CHANNEL = new Channel("rcs");

    static final int MESSAGE_BYTES = 250 * 1024;

    private static final long MEDIA_BYTES = 100L * 1024 * 1024;
    private static final TextLimit LABEL = TextLimit.characters(25);
    private static final TextLimit POSTBACK = TextLimit.characters(2_048);
    private static final ButtonKind[] KINDS = {
        ButtonKind.REPLY, ButtonKind.URL, ButtonKind.CALL, ButtonKind.LOCATION_REQUEST
    };

    /// Below the message.
    private static final ButtonRule CHIPS = ButtonRule.of(11, LABEL, KINDS).payload(POSTBACK);

    private static final CardRule CARD_RULE =
            new CardRule(
                    Set.of(IMAGE, VIDEO),
                    false,
                    false,
                    TextLimit.characters(200),
                    TextLimit.characters(2_000),
                    ButtonRule.of(4, LABEL, KINDS).payload(POSTBACK));

    /// A picture or film with words: only a card has both.
    static final Form CAPTIONED =
            Form.of("richCard of media", TextLimit.characters(2_000), IMAGE, VIDEO)
                    .withText()
                    .buttons(CHIPS);

    static final Capabilities DECLARED =
            new Capabilities(
                    Carriage.of(
                                    CHANNEL,
                                    Form.of("text", TextLimit.characters(3_072), TEXT)
                                            .buttons(CHIPS),
                                    Form.of(
                                                    "contentInfo",
                                                    TextLimit.NONE,
                                                    IMAGE,
                                                    VIDEO,
                                                    AUDIO,
                                                    FILE)
                                            .buttons(CHIPS),
                                    CAPTIONED,
                                    Form.of(
                                                    "richCard.standaloneCard",
                                                    TextLimit.characters(2_000),
                                                    CARD)
                                            .buttons(CHIPS),
                                    Form.of("richCard.carouselCard", TextLimit.NONE, CAROUSEL)
                                            .buttons(CHIPS))
                            .media(IMAGE, MediaRule.of(MEDIA_BYTES, "jpeg", "jpg", "png", "gif"))
                            .media(
                                    VIDEO,
                                    MediaRule.of(
                                            MEDIA_BYTES,
                                            "h263",
                                            "m4v",
                                            "mp4",
                                            "mpeg",
                                            "mpeg4",
                                            "webm"))
                            .media(AUDIO, MediaRule.of(MEDIA_BYTES))
                            .media(FILE, MediaRule.of(MEDIA_BYTES, "pdf"))
                            .card(CARD_RULE)
                            .carousel(new CarouselRule(2, 10, CARD_RULE))
                            .build(),
                    AddressForm.E164,
                    true,
                    true,
                    true,
                    null,
                    40,
                    100);

    private RcsCapabilities() {}
}
