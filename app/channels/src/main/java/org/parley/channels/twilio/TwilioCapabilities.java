package org.parley.channels.twilio;

import static org.parley.core.content.PartKind.AUDIO;
import static org.parley.core.content.PartKind.FILE;
import static org.parley.core.content.PartKind.IMAGE;
import static org.parley.core.content.PartKind.TEXT;
import static org.parley.core.content.PartKind.VIDEO;

import org.parley.channels.sms.SmsCapabilities;
import org.parley.core.carriage.Carriage;
import org.parley.core.carriage.Form;
import org.parley.core.carriage.MediaRule;
import org.parley.core.carriage.TextLimit;
import org.parley.core.channel.Capabilities;

/// What Twilio's Messages API takes ("Create a Message", "Accepted content types for media").
final class TwilioCapabilities {

    private static final TextLimit BODY = TextLimit.characters(1_600);
    private static final MediaRule OTHER_MEDIA = MediaRule.of(500_000);

    /// Any sender.
    static final Capabilities TEXT_ALONE = SmsCapabilities.of(BODY, 10, 10);

    /// A sender that may send MMS: a number of the United States or Canada, to the same.
    static final Capabilities WITH_MEDIA =
            SmsCapabilities.of(
                    Carriage.of(
                                    SmsCapabilities.CHANNEL,
                                    Form.of("Body", BODY, TEXT),
                                    Form.of("MediaUrl", BODY, IMAGE, VIDEO, AUDIO, FILE))
                            .media(IMAGE, MediaRule.of(5_000_000, "jpeg", "jpg", "gif", "png"))
                            .media(VIDEO, OTHER_MEDIA)
                            .media(AUDIO, OTHER_MEDIA)
                            .media(FILE, OTHER_MEDIA)
                            .build(),
                    10,
                    10);

    private TwilioCapabilities() {}
}
