package org.parley.channels.line;

import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// Accounts of channel `line`.
public final class LineType implements ChannelType {

    @Override
    public String name() {
        return "line";
    }

    @Override
    public String title() {
        return "LINE official account";
    }

    @Override
    public Channel channel() {
        return LineCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return LineCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                40,
                // LINE takes 2,000
                200,
                SettingField.secret(
                        "access-token", "Channel access token", "in the LINE Developers Console"),
                SettingField.secret("channel-secret", "Channel secret", "signs the webhooks"),
                Common.baseUri(LineSettings.BASE_URI));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new LineAccount(
                        new LineSettings(
                                given.account(),
                                Common.baseUri(given),
                                Common.secret(given, "access-token"),
                                Common.secret(given, "channel-secret"),
                                Common.pace(given))));
    }
}
