package org.parley.channels.meta;

import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// Accounts of channel `messenger` or `instagram`.
public final class MessagingType implements ChannelType {

    private final MessagingPlatform platform;

    public MessagingType(MessagingPlatform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return channel().name();
    }

    @Override
    public String title() {
        return platform.title();
    }

    @Override
    public Channel channel() {
        return platform.channel();
    }

    @Override
    public Capabilities capabilities() {
        return platform.capabilities();
    }

    @Override
    public List<SettingField> fields() {
        String owner = platform.owner();
        return Common.fields(
                40,
                // Meta takes 300
                100,
                SettingField.required(
                        owner + "-id", "Id of the " + owner, "digits, in Meta's app dashboard"),
                SettingField.secret(
                        "access-token", "Access token", "of the " + owner + ", long-lived"),
                SettingField.secret("app-secret", "App secret", "signs the webhooks"),
                SettingField.secret(
                        "verify-token",
                        "Verify token",
                        "a word of your choice, repeated where Meta is told the webhook"),
                SettingField.optional(
                        "app-id", "App id", "digits; needed to set up the webhook from here"),
                Common.baseUri(platform.api()));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new MessagingAccount(
                        platform,
                        new MessagingSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text(platform.owner() + "-id"),
                                Common.secret(given, "access-token"),
                                given.optional("app-id"),
                                new GraphWebhooks(
                                        Common.secret(given, "app-secret"),
                                        Common.secret(given, "verify-token")),
                                Common.pace(given))));
    }
}
