package org.parley.channels.messenger;

import java.util.List;
import org.parley.channels.Common;
import org.parley.channels.meta.GraphApi;
import org.parley.channels.meta.GraphWebhooks;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// Accounts of channel `messenger`.
public final class MessengerType implements ChannelType {

    @Override
    public String name() {
        return "messenger";
    }

    @Override
    public String title() {
        return "Messenger";
    }

    @Override
    public Channel channel() {
        return MessengerCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return MessengerCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                40,
                // Meta takes 300
                100,
                SettingField.required(
                        "page-id", "Id of the page", "digits, in Meta's app dashboard"),
                SettingField.secret("access-token", "Access token", "of the page, long-lived"),
                SettingField.secret("app-secret", "App secret", "signs the webhooks"),
                SettingField.secret(
                        "verify-token",
                        "Verify token",
                        "a word of your choice, repeated where Meta is told the webhook"),
                SettingField.optional(
                        "app-id", "App id", "digits; needed to set up the webhook from here"),
                Common.baseUri(GraphApi.FACEBOOK));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new MessengerAccount(
                        new MessengerSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("page-id"),
                                Common.secret(given, "access-token"),
                                given.optional("app-id"),
                                new GraphWebhooks(
                                        Common.secret(given, "app-secret"),
                                        Common.secret(given, "verify-token")),
                                Common.pace(given))));
    }
}
