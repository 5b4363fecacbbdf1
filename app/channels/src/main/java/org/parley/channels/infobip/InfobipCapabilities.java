package org.parley.channels.infobip;

import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.LIST;
import static org.parley.core.content.PartKind.TEXT;

import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.ListRule;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What Viber Business Messages take (Infobip, "Viber Business Messages: message types").
final class InfobipCapabilities {

    static final Channel CHANNEL = new Channel("viber_business");

    private static final TextLimit TEXT_LIMIT = TextLimit.characters(1_000);
    private static final ButtonRule LINK =
            ButtonRule.of(1, TextLimit.characters(30), ButtonKind.URL);

    private static final CardRule CARD =
            new CardRule(
                    Set.of(IMAGE),
                    true,
                    false,
                    TextLimit.NONE,
                    TextLimit.characters(38),
                    ButtonRule.of(2, TextLimit.characters(10), ButtonKind.URL));

    static final Capabilities DECLARED =
            new Capabilities(
                    Carriage.of(
                                    CHANNEL,
                                    Form.of("TEXT", TEXT_LIMIT, TEXT).buttons(LINK),
                                    Form.of("IMAGE", TEXT_LIMIT, IMAGE).buttons(LINK),
                                    Form.of("FILE", TextLimit.NONE, FILE),
                                    Form.of("LIST", TextLimit.characters(85), LIST),
                                    Form.of("CAROUSEL", TEXT_LIMIT, CAROUSEL).withText())
                            .media(IMAGE, MediaRule.of(0, "jpg", "jpeg", "png").withAddressEnding())
                            .media(FILE, MediaRule.of(200_000_000))
                            // The option is what comes back: title and payload are one.
                            .list(
                                    new ListRule(
                                            TextLimit.ANY,
                                            1,
                                            10,
                                            TextLimit.NONE,
                                            TextLimit.characters(50),
                                            TextLimit.NONE,
                                            TextLimit.ANY))
                            .carousel(new CarouselRule(2, 5, CARD, true, false))
                            .build(),
                    AddressForm.E164,
                    // The id is ours, but nothing says that a repeated one is not delivered again.
                    false,
                    true,
                    true,
                    null,
                    20,
                    50);

    private InfobipCapabilities() {}
}
