package org.parley.channels.smpp;

import java.time.Clock;
import java.util.List;
import org.parley.channels.Common;
import org.parley.channels.sms.SmsCapabilities;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A bind to a short message service centre.
public final class SmppType implements ChannelType {

    private final Clock clock;

    public SmppType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "smpp";
    }

    @Override
    public String title() {
        return "SMS by SMPP";
    }

    @Override
    public Channel channel() {
        return SmsCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return SmppAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                10,
                10,
                SettingField.required("host", "Host", "of the centre"),
                SettingField.usual("port", "Port", "2775", "1 to 65,535"),
                SettingField.required("system-id", "System id", "at most 15 characters"),
                SettingField.secret("password", "Password", "at most 8 characters"),
                SettingField.required(
                        "source", "Source address", "a number, a short code or letters"),
                SettingField.usual(
                        "decimal-receipts",
                        "Receipts in decimal",
                        "false",
                        "true when the centre's receipts name messages in decimal"));
    }

    @Override
    public SmppAccount open(AccountSettings settings) {
        return settings.open(given ->
                new SmppAccount(
                        new SmppSettings(
                                given.account(),
                                given.text("host"),
                                given.number("port", 1, 65_535),
                                given.text("system-id"),
                                Common.secret(given, "password"),
                                given.text("source"),
                                given.flag("decimal-receipts"),
                                Common.pace(given)),
                        clock));
    }
}
