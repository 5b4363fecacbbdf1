package org.parley.channels;

import java.time.Clock;
import java.util.List;
import org.parley.channels.apple.AppleType;
import org.parley.channels.email.EmailType;
import org.parley.channels.infobip.InfobipType;
import org.parley.channels.instagram.Instagram;
import org.parley.channels.line.LineType;
import org.parley.channels.messenger.Messenger;
import org.parley.channels.meta.MessagingType;
import org.parley.channels.push.apns.ApnsType;
import org.parley.channels.push.fcm.FcmType;
import org.parley.channels.push.web.WebPushType;
import org.parley.channels.rcs.RcsType;
import org.parley.channels.smpp.SmppType;
import org.parley.channels.telegram.TelegramType;
import org.parley.channels.twilio.TwilioType;
import org.parley.channels.viber.ViberType;
import org.parley.channels.whatsapp.WhatsAppType;
import org.parley.core.channel.ChannelType;

/// Every kind of account there is. A new channel is a package of its own and one line here.
public final class ChannelTypes {

    private ChannelTypes() {}

    public static List<ChannelType> all(Clock clock) {
        return List.of(
                new ViberType(),
                new WhatsAppType(),
                new EmailType(clock),
                new TwilioType(clock),
                new SmppType(clock),
                new RcsType(clock),
                new InfobipType(),
                new MessagingType(Messenger.PLATFORM),
                new MessagingType(Instagram.PLATFORM),
                new TelegramType(clock),
                new LineType(),
                new AppleType(clock),
                new FcmType(clock),
                new ApnsType(clock),
                new WebPushType(clock));
    }
}
