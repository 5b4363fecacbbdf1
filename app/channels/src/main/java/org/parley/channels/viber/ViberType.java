package org.parley.channels.viber;

import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A Viber bot.
public final class ViberType implements ChannelType {

    @Override
    public String name() {
        return "viber";
    }

    @Override
    public String title() {
        return "Viber bot";
    }

    @Override
    public Channel channel() {
        return ViberAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return ViberCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                64,
                500,
                SettingField.secret("token", "Token", "of the bot, from Viber's admin panel"),
                SettingField.usual(
                        "sender-name",
                        "Sender name",
                        "Parley",
                        "1 to 28 characters above messages"),
                Common.baseUri(ViberSettings.BASE_URI));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new ViberAccount(
                        new ViberSettings(
                                given.account(),
                                Common.baseUri(given),
                                Common.secret(given, "token"),
                                given.text("sender-name"),
                                null,
                                Common.pace(given))));
    }
}
