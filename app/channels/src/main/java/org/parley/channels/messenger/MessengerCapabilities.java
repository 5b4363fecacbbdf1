package org.parley.channels.messenger;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.parley.channels.meta.MessagingForms;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.OutsideWindow;
import org.parley.core.carriage.TemplateRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What the Send API takes (Messenger Platform, "Send messages", "Quick replies", "Button
/// template", "Generic template", "Utility messages").
final class MessengerCapabilities {

    static final Channel CHANNEL = new Channel("messenger");

    private static final ButtonRule BUTTONS =
            MessagingForms.buttons(ButtonKind.URL, ButtonKind.REPLY, ButtonKind.CALL);

    private static final CardRule ELEMENT = MessagingForms.element(BUTTONS);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            // Answers alone go as quick replies, which leave more room for words.
                            Form.of("button template", TextLimit.characters(640), TEXT)
                                    .buttons(BUTTONS)
                                    .quickReplies(MessagingForms.QUICK_REPLIES)
                                    .needs(ButtonKind.URL, ButtonKind.CALL),
                            Form.of("text", TextLimit.characters(2_000), TEXT)
                                    .quickReplies(MessagingForms.QUICK_REPLIES))
                    .forms(MessagingForms.withoutText(BUTTONS))
                    .media(IMAGE, MediaRule.of(8_000_000))
                    .media(VIDEO, MediaRule.of(25_000_000))
                    .media(AUDIO, MediaRule.of(25_000_000))
                    .media(FILE, MediaRule.of(25_000_000))
                    .card(ELEMENT)
                    .carousel(new CarouselRule(1, 10, ELEMENT))
                    .outside(OutsideWindow.TEMPLATE)
                    .template(
                            new TemplateRule(
                                    TextLimit.characters(1_024),
                                    Set.of(TEXT),
                                    Map.of(),
                                    0,
                                    false,
                                    TextLimit.NONE,
                                    0,
                                    0,
                                    TextLimit.NONE,
                                    0,
                                    false))
                    .build();

    static final Capabilities DECLARED =
            new Capabilities(
                    CARRIAGE,
                    AddressForm.PROVIDER_ID,
                    false,
                    true,
                    true,
                    Duration.ofHours(24),
                    40,
                    100);

    private MessengerCapabilities() {}
}
