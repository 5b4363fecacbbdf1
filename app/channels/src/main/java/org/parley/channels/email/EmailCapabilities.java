package org.parley.channels.email;

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
import org.parley.core.carriage.SubjectRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What a mail carries. Its limits are those of mail programs, not of a provider.
final class EmailCapabilities {

    static final Channel CHANNEL = new Channel("email");

    /// Gmail clips the HTML part behind about 102 KB.
    static final int HTML_BYTES = 100_000;

    private static final ButtonRule LINKS =
            ButtonRule.of(100, TextLimit.ANY, ButtonKind.URL, ButtonKind.CALL);

    /// A film or a file in a card is a link.
    private static final CardRule IN_MAIL =
            new CardRule(
                    Set.of(IMAGE, VIDEO, FILE), false, false, TextLimit.ANY, TextLimit.ANY, LINKS);

    static final Capabilities DECLARED =
            new Capabilities(
                    Carriage.of(
                                    CHANNEL,
                                    Form.of("html", TextLimit.ANY, TEXT, IMAGE, CARD, CAROUSEL)
                                            .buttons(LINKS))
                            .card(IN_MAIL)
                            .carousel(new CarouselRule(1, 100, IN_MAIL))
                            .subject(new SubjectRule(true, TextLimit.ANY))
                            .oneWay()
                            .build(),
                    AddressForm.MAILBOX,
                    false,
                    // only where a provider tells events
                    false,
                    true,
                    null,
                    8,
                    200);

    private EmailCapabilities() {}
}
