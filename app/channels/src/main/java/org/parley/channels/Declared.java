package org.parley.channels;

import java.util.List;
import org.parley.channels.apple.AppleAccount;
import org.parley.channels.email.EmailAccount;
import org.parley.channels.infobip.InfobipAccount;
import org.parley.channels.push.fcm.FcmAccount;
import org.parley.channels.push.web.WebPushAccount;
import org.parley.channels.rcs.RcsAccount;
import org.parley.channels.twilio.TwilioAccount;
import org.parley.channels.viber.ViberAccount;
import org.parley.channels.whatsapp.WhatsAppAccount;
import org.parley.core.channel.Capabilities;

/// What every channel of this installation can do. One line a channel; the table in the project's
/// README is made from it.
public final class Declared {

    private Declared() {}

    /// In the order of the table.
    public static List<Capabilities> all() {
        return List.of(
                ViberAccount.DECLARED,
                WhatsAppAccount.DECLARED,
                EmailAccount.DECLARED,
                TwilioAccount.DECLARED,
                RcsAccount.DECLARED,
                InfobipAccount.DECLARED,
                AppleAccount.DECLARED,
                FcmAccount.DECLARED,
                WebPushAccount.DECLARED);
    }
}
