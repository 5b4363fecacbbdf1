package org.parley.channels.push.apns;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// An app on Apple's devices.
public final class ApnsType implements ChannelType {

    /// Apple keeps nothing for longer than 30 days.
    private static final int LONGEST_SECONDS = 2_592_000;

    private final Clock clock;

    public ApnsType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "apns";
    }

    @Override
    public String title() {
        return "Push by Apple";
    }

    @Override
    public Channel channel() {
        return ApnsAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return ApnsAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                50,
                500,
                SettingField.required("team-id", "Team id", "in Apple's developer account"),
                SettingField.required("key-id", "Key id", "of the key below"),
                SettingField.secret("key", "Key", "the .p8 file of an APNs key, whole"),
                SettingField.required("topic", "Topic", "the app's bundle id"),
                SettingField.usual("ttl-seconds", "Time to live", "86400", "seconds, to 30 days"),
                SettingField.optional(
                        "trusted-certificate",
                        "Trusted certificate",
                        "PEM; only for a test server with a certificate of its own"),
                Common.baseUri(ApnsSettings.BASE_URI));
    }

    @Override
    public ApnsAccount open(AccountSettings settings) {
        return settings.open(given ->
                new ApnsAccount(
                        new ApnsSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("team-id"),
                                given.text("key-id"),
                                Common.secret(given, "key"),
                                given.text("topic"),
                                Duration.ofSeconds(given.number("ttl-seconds", 0, LONGEST_SECONDS)),
                                given.optional("trusted-certificate"),
                                Common.pace(given)),
                        clock));
    }
}
