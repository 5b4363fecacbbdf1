package org.parley.channels.push.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// An application server for Web Push.
public final class WebPushType implements ChannelType {

    private final Clock clock;

    public WebPushType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "web-push";
    }

    @Override
    public String title() {
        return "Push to browsers";
    }

    @Override
    public Channel channel() {
        return WebPushAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return WebPushAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                50,
                200,
                SettingField.required("public-key", "Public key", "VAPID, base64url, 65 bytes"),
                SettingField.secret("private-key", "Private key", "VAPID, base64url, 32 bytes"),
                SettingField.required("subject", "Subject", "mailto: or https: of who sends"),
                SettingField.usual("ttl-seconds", "Time to live", "86400", "seconds, to 28 days"));
    }

    @Override
    public WebPushAccount open(AccountSettings settings) {
        return settings.open(given ->
                new WebPushAccount(
                        new WebPushSettings(
                                given.account(),
                                given.text("public-key"),
                                Common.secret(given, "private-key"),
                                given.text("subject"),
                                Duration.ofSeconds(given.number("ttl-seconds", 0, 2_419_200)),
                                Common.pace(given)),
                        clock,
                        new SecureRandom()));
    }
}
