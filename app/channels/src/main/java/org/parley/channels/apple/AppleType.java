package org.parley.channels.apple;

import java.time.Clock;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A business at Apple.
public final class AppleType implements ChannelType {

    private final Clock clock;

    public AppleType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "apple";
    }

    @Override
    public String title() {
        return "Apple Messages for Business";
    }

    @Override
    public Channel channel() {
        return AppleCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return AppleAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                20,
                50,
                SettingField.required("msp-id", "MSP id", "of the messaging service provider"),
                SettingField.secret("api-secret", "API secret", "base64, as Apple hands it out"),
                SettingField.required("business-id", "Business id", "urn:biz:..."),
                Common.baseUri(AppleSettings.BASE_URI));
    }

    @Override
    public AppleAccount open(AccountSettings settings) {
        return settings.open(given ->
                new AppleAccount(
                        new AppleSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("msp-id"),
                                Common.secret(given, "api-secret"),
                                given.text("business-id"),
                                Common.pace(given)),
                        clock));
    }
}
