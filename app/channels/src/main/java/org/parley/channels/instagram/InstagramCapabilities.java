package org.parley.channels.instagram;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import java.time.Duration;
import org.parley.channels.meta.MessagingForms;
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

    private static final ButtonRule BUTTONS =
            MessagingForms.buttons(ButtonKind.URL, ButtonKind.REPLY);

    private static final CardRule ELEMENT = MessagingForms.element(BUTTONS);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            Form.of("button template", TextLimit.bytes(640), TEXT)
                                    .buttons(BUTTONS)
                                    .quickReplies(MessagingForms.QUICK_REPLIES)
                                    .needs(ButtonKind.URL),
                            Form.of("text", TextLimit.bytes(1_000), TEXT)
                                    .quickReplies(MessagingForms.QUICK_REPLIES))
                    .forms(MessagingForms.withoutText(BUTTONS))
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
