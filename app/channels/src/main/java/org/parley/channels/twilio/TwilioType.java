package org.parley.channels.twilio;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.parley.channels.Common;
import org.parley.channels.sms.SmsCapabilities;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A sender at Twilio.
public final class TwilioType implements ChannelType {

    private final Clock clock;

    public TwilioType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public String title() {
        return "SMS by Twilio";
    }

    @Override
    public Channel channel() {
        return SmsCapabilities.CHANNEL;
    }

    /// Without MMS, which few senders may send.
    @Override
    public Capabilities capabilities() {
        return TwilioCapabilities.TEXT_ALONE;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                10,
                10,
                SettingField.required("account-sid", "Account SID", "in Twilio's console: AC..."),
                SettingField.secret("auth-token", "Auth token", "below the account SID"),
                SettingField.required(
                        "sender", "Sender", "a number as +15551234567, or a service's MG..."),
                SettingField.required(
                        "webhook",
                        "Webhook address",
                        "ours, letter by letter as Twilio calls it: it is signed too"),
                SettingField.usual(
                        "mms",
                        "Pictures",
                        "false",
                        "true: as MMS, which numbers of the United States and Canada may send there"),
                Common.baseUri(TwilioSettings.BASE_URI));
    }

    @Override
    public TwilioAccount open(AccountSettings settings) {
        return settings.open(given ->
                new TwilioAccount(
                        new TwilioSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("account-sid"),
                                Common.secret(given, "auth-token"),
                                given.text("sender"),
                                URI.create(given.text("webhook")),
                                given.flag("mms"),
                                Common.pace(given)),
                        clock));
    }
}
