package org.parley.channels.apple;

import static org.parley.core.content.PartKind.LIST;
import static org.parley.core.content.PartKind.TEXT;

import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.ListRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.ButtonKind;
import org.parley.core.kernel.Channel;

/// What Apple takes (developer.apple.com, "Business Chat API"). It gives no limit for a text; 3,000
/// characters is what resellers take.
final class AppleCapabilities {

    static final Channel CHANNEL = new Channel("apple");

    private static final TextLimit TEXT_LIMIT = TextLimit.characters(3_000);
    private static final TextLimit TITLE = TextLimit.characters(60);

    /// Two to five replies: one alone is written into the text.
    static final Form QUICK_REPLY =
            Form.of("quick-reply", TEXT_LIMIT, TEXT)
                    .withText()
                    .buttons(ButtonRule.of(5, TITLE, ButtonKind.REPLY))
                    .needs(ButtonKind.REPLY);

    static final Capabilities DECLARED =
            new Capabilities(
                    Carriage.of(
                                    CHANNEL,
                                    Form.of("text", TEXT_LIMIT, TEXT),
                                    QUICK_REPLY,
                                    Form.of("listPicker", TEXT_LIMIT, LIST))
                            .list(
                                    new ListRule(
                                            TextLimit.ANY,
                                            10,
                                            20,
                                            TITLE,
                                            TITLE,
                                            TextLimit.characters(200),
                                            TextLimit.characters(256)))
                            .build(),
                    AddressForm.PROVIDER_ID,
                    // The id is ours, but nothing says that a repeated one is not delivered again.
                    false,
                    false,
                    false,
                    null,
                    20,
                    50);

    private AppleCapabilities() {}
}
