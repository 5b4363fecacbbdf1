package org.parley.channels.telegram;

import static org.parley.core.content.ButtonKind.COPY_CODE;
import static org.parley.core.content.ButtonKind.LOCATION_REQUEST;
import static org.parley.core.content.ButtonKind.REPLY;
import static org.parley.core.content.ButtonKind.SHARE_CONTACT;
import static org.parley.core.content.ButtonKind.URL;
import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.CAROUSEL;
import static org.parley.core.content.PartKind.CONTACT;
import static org.parley.core.content.PartKind.FILE;
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

/// What the Bot API takes (Telegram, "Available methods", "InlineKeyboardButton",
/// "ReplyKeyboardMarkup"). Texts are sent without formatting, so that their length is what is
/// written. No receipts of any kind, and no window.
final class TelegramCapabilities {

    static final Channel CHANNEL = new Channel("telegram");

    /// What may be copied.
    static final int COPIED = 256;

    /// Not in the reference; longer ones are cut off on a phone.
    private static final TextLimit LABEL = TextLimit.characters(64);

    private static final TextLimit CAPTION = TextLimit.characters(1_024);

    /// Title and text are one caption.
    private static final CardRule IN_ALBUM =
            new CardRule(
                    Set.of(IMAGE, VIDEO),
                    true,
                    false,
                    TextLimit.characters(200),
                    TextLimit.characters(823),
                    ButtonRule.NONE);

    /// In the message, one to a row.
    private static final ButtonRule INLINE =
            ButtonRule.of(100, LABEL, REPLY, URL, COPY_CODE).payload(TextLimit.bytes(64));

    /// In place of the letters. What is tapped comes back as its words.
    private static final ButtonRule KEYBOARD =
            ButtonRule.of(100, LABEL, REPLY, LOCATION_REQUEST, SHARE_CONTACT);

    private static final Carriage CARRIAGE =
            Carriage.of(
                            CHANNEL,
                            Form.of("sendMessage", TextLimit.characters(4_096), TEXT)
                                    .withText()
                                    .buttons(INLINE),
                            Form.of("sendMessage, keyboard", TextLimit.characters(4_096), TEXT)
                                    .withText()
                                    .buttons(KEYBOARD)
                                    .needs(LOCATION_REQUEST, SHARE_CONTACT),
                            Form.of("sendPhoto and others", CAPTION, IMAGE, VIDEO, AUDIO, FILE)
                                    .buttons(INLINE),
                            Form.of(
                                            "sendPhoto and others, keyboard",
                                            CAPTION,
                                            IMAGE,
                                            VIDEO,
                                            AUDIO,
                                            FILE)
                                    .buttons(KEYBOARD)
                                    .needs(LOCATION_REQUEST, SHARE_CONTACT),
                            Form.of("sendMediaGroup", TextLimit.NONE, CAROUSEL),
                            Form.of("sendLocation", TextLimit.NONE, LOCATION).buttons(INLINE),
                            Form.of("sendContact", TextLimit.NONE, CONTACT).buttons(INLINE))
                    // By address; an upload could be larger.
                    .media(IMAGE, MediaRule.of(5_000_000))
                    .media(VIDEO, MediaRule.of(20_000_000))
                    .media(AUDIO, MediaRule.of(20_000_000))
                    .media(FILE, MediaRule.of(20_000_000))
                    // Each picture has its caption, and nothing that could be tapped.
                    .carousel(new CarouselRule(2, 10, IN_ALBUM))
                    .build();

    static final Capabilities DECLARED =
            new Capabilities(CARRIAGE, AddressForm.PROVIDER_ID, false, false, false, null, 20, 28);

    private TelegramCapabilities() {}
}
