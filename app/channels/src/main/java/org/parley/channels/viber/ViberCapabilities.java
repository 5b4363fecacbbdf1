package org.parley.channels.viber;

import static org.parley.core.content.ButtonKind.LOCATION_REQUEST;
import static org.parley.core.content.ButtonKind.REPLY;
import static org.parley.core.content.ButtonKind.SHARE_CONTACT;
import static org.parley.core.content.ButtonKind.URL;

import java.util.Set;
import org.parley.core.carriage.ButtonRule;
import org.parley.core.carriage.CardRule;
import org.parley.core.carriage.CarouselRule;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Counting;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.AddressForm;
import org.parley.core.channel.Capabilities;
import org.parley.core.content.PartKind;
import org.parley.core.kernel.Channel;

/// What the bot API takes (developers.viber.com, REST Bot API 7.3: "Send message", "Message types",
/// "Keyboards & carousels").
final class ViberCapabilities {

    static final Channel CHANNEL = new Channel("viber");

    static final int SENDER_NAME = 28;
    static final int TRACKING_DATA = 4_000;

    /// The request in bytes: 30 KB, read as the smaller of its two meanings.
    static final int REQUEST_BYTES = 30_000;

    /// Text of a button or of a block, markup included. Not in the reference; what the clients are
    /// known to show.
    private static final int BLOCK = 250;

    private static final TextLimit BLOCK_TEXT = TextLimit.in(Counting.HTML, BLOCK);
    private static final TextLimit LABEL =
            TextLimit.in(Counting.HTML, BLOCK - ViberCard.LABEL_MARKUP);

    /// Below the chat. 24 rows by the reference; the FAQ says 12 in portrait.
    private static final ButtonRule KEYBOARD =
            ButtonRule.of(24, BLOCK_TEXT, REPLY, LOCATION_REQUEST, SHARE_CONTACT);

    /// Seven rows in all: what is left is for picture and text.
    private static final ButtonRule IN_CARD = ButtonRule.of(4, LABEL, URL, REPLY);

    private static final CardRule CARD =
            new CardRule(
                    Set.of(PartKind.IMAGE),
                    false,
                    false,
                    TextLimit.in(Counting.HTML, BLOCK - ViberCard.TITLE_MARKUP),
                    BLOCK_TEXT,
                    ButtonRule.of(2, LABEL, URL, REPLY));

    /// The only form in which a link is a button.
    static final Form BUTTON_CARD =
            Form.of("rich_media", BLOCK_TEXT, PartKind.TEXT, PartKind.IMAGE)
                    .withText()
                    .buttons(IN_CARD)
                    .needs(URL);

    static final Form CARD_FORM =
            Form.of("rich_media card", BLOCK_TEXT, PartKind.CARD).buttons(KEYBOARD);

    static final Form CAROUSEL =
            Form.of("rich_media carousel", TextLimit.NONE, PartKind.CAROUSEL).buttons(KEYBOARD);

    private static final Form[] PLAIN_FORMS = {
        Form.of("text", TextLimit.characters(7_000), PartKind.TEXT).buttons(KEYBOARD),
        Form.of("picture", TextLimit.characters(512), PartKind.IMAGE).buttons(KEYBOARD),
        Form.of("video", TextLimit.characters(512), PartKind.VIDEO).buttons(KEYBOARD),
        Form.of("file", TextLimit.NONE, PartKind.FILE).buttons(KEYBOARD),
        Form.of("location", TextLimit.NONE, PartKind.LOCATION).buttons(KEYBOARD),
        Form.of("contact", TextLimit.NONE, PartKind.CONTACT).buttons(KEYBOARD)
    };

    /// For clients that are too old for cards.
    static final Carriage WITHOUT_CARDS = media(Carriage.of(CHANNEL, PLAIN_FORMS)).build();

    static final Capabilities DECLARED =
            new Capabilities(
                    media(Carriage.of(CHANNEL, BUTTON_CARD, CARD_FORM, CAROUSEL).forms(PLAIN_FORMS))
                            .card(CARD)
                            // Ten cards are what clients scroll in practice.
                            .carousel(new CarouselRule(2, 10, CARD))
                            .build(),
                    AddressForm.PROVIDER_ID,
                    false,
                    true,
                    true,
                    null,
                    64,
                    500);

    private ViberCapabilities() {}

    /// Pictures of more than 1 MB are not shown on iOS.
    private static Carriage.Builder media(Carriage.Builder carriage) {
        return carriage.media(
                        PartKind.IMAGE,
                        MediaRule.of(1_000_000, "jpeg", "jpg", "png", "gif").withAddressEnding())
                .media(
                        PartKind.VIDEO,
                        MediaRule.of(26_000_000, "mp4").withAddressEnding().withSize().seconds(180))
                .media(PartKind.FILE, MediaRule.of(50_000_000).withSize());
    }
}
