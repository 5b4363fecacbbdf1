package org.parley.channels.telegram;

import java.time.Clock;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// Accounts of channel `telegram`.
public final class TelegramType implements ChannelType {

    private final Clock clock;

    public TelegramType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public String title() {
        return "Telegram bot";
    }

    @Override
    public Channel channel() {
        return TelegramCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return TelegramCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                20,
                // Telegram takes about 30
                28,
                SettingField.secret("token", "Token", "given by BotFather"),
                SettingField.secret(
                        "webhook-secret",
                        "Webhook secret",
                        "letters and digits of your choice, which Telegram sends back"),
                Common.baseUri(TelegramSettings.BASE_URI));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new TelegramAccount(
                        new TelegramSettings(
                                given.account(),
                                Common.baseUri(given),
                                Common.secret(given, "token"),
                                Common.secret(given, "webhook-secret"),
                                Common.pace(given)),
                        clock));
    }
}
