package org.parley.channels.instagram;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CARD;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import java.time.Duration;
import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.OutsideWindow;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What Instagram's Send API takes ("Instagram API with Instagram Login", "Send messages"). Texts
/// count in bytes, so that other alphabets and emoji are shorter than they look.
final class InstagramCapabilities {

    static final Channel CHANNEL = new Channel("instagram");

    private static final TextLimit TITLE = TextLimit.characters(20);
    private static final TextLimit LINE = TextLimit.characters(80);
    private static final TextLimit PAYLOAD = TextLimit.characters(1_000);

    private static final ButtonRule QUICK =
            ButtonRule.of(13, TITLE, ButtonKind.REPLY).payload(PAYLOAD);

    private static final ButtonRule BUTTONS =
            ButtonRule.of(3, TITLE, ButtonKind.URL, ButtonKind.REPLY).payload(PAYLOAD);

    private static final CardRule ELEMENT =
            new CardRule(Set.of(IMAGE), true, true, LINE, LINE, BUTTONS);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            Form.of("button template", TextLimit.bytes(640), TEXT)
                                    .buttons(BUTTONS)
                                    .quickReplies(QUICK)
                                    .needs(ButtonKind.URL),
                            Form.of("text", TextLimit.bytes(1_000), TEXT).quickReplies(QUICK),
                            Form.of("generic template", LINE, IMAGE)
                                    .withText()
                                    .buttons(BUTTONS)
                                    .quickReplies(QUICK),
                            Form.of("attachment", TextLimit.NONE, IMAGE, VIDEO, AUDIO, FILE)
                                    .quickReplies(QUICK),
                            Form.of("generic template of a card", LINE, CARD).quickReplies(QUICK),
                            Form.of("generic template of cards", TextLimit.NONE, CAROUSEL)
                                    .quickReplies(QUICK))
                    .media(IMAGE, MediaRule.of(8_000_000, "png", "jpg", "jpeg"))
                    .media(VIDEO, MediaRule.of(25_000_000, "mp4", "ogg", "avi", "mov", "webm"))
                    .media(AUDIO, MediaRule.of(25_000_000, "aac", "m4a", "wav", "mp4"))
                    .media(FILE, MediaRule.of(25_000_000, "pdf"))
                    .card(ELEMENT)
                    .carousel(new CarouselRule(1, 10, ELEMENT))
                    .outside(OutsideWindow.NOTHING)
                    .build();

    static final Capabilities DECLARED =
            new Capabilities(
                    CARRIAGE,
                    AddressForm.PROVIDER_ID,
                    false,
                    false,
                    true,
                    Duration.ofHours(24),
                    40,
                    100);

    private InstagramCapabilities() {}
}
