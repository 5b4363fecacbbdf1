package org.parley.channels.rcs;

import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// RCS agents at Google.
public final class RcsType implements ChannelType {

    private final Clock clock;

    public RcsType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "rcs";
    }

    @Override
    public String title() {
        return "RCS for Business";
    }

    @Override
    public Channel channel() {
        return RcsCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return RcsAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                40,
                100,
                SettingField.required("agent-id", "Agent id", "in the developer console"),
                SettingField.secret(
                        "service-account", "Service account", "the key file, JSON, whole"),
                SettingField.secret("client-token", "Client token", "of the agent's webhook"),
                SettingField.optional(
                        "traffic", "Traffic type", "PROMOTION and the like, for multi-use agents"),
                SettingField.optional(
                        "time-to-live",
                        "Time to live",
                        "after which an undelivered message is revoked, such as PT4H"),
                Common.baseUri(RcsSettings.BASE_URI));
    }

    @Override
    public RcsAccount open(AccountSettings settings) {
        return settings.open(given ->
                new RcsAccount(
                        new RcsSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("agent-id"),
                                Common.secret(given, "service-account"),
                                Common.secret(given, "client-token"),
                                given.optional("traffic"),
                                duration(given),
                                Common.pace(given)),
                        clock));
    }

    private static @Nullable Duration duration(AccountSettings given) {
        String text = given.optional("time-to-live");
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            given.wrong("time-to-live", "is a duration such as PT4H");
            return null;
        }
    }
}
