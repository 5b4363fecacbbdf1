package org.parley.channels.push.fcm;

import java.time.Clock;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A Firebase project.
public final class FcmType implements ChannelType {

    private final Clock clock;

    public FcmType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "fcm";
    }

    @Override
    public String title() {
        return "Push by Firebase";
    }

    @Override
    public Channel channel() {
        return FcmAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return FcmAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                50,
                500,
                SettingField.required("project", "Project id", "in the Firebase console"),
                SettingField.secret(
                        "service-account", "Service account", "the key file, JSON, whole"),
                Common.baseUri(FcmSettings.BASE_URI));
    }

    @Override
    public FcmAccount open(AccountSettings settings) {
        return settings.open(given ->
                new FcmAccount(
                        new FcmSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("project"),
                                Common.secret(given, "service-account"),
                                Common.pace(given)),
                        clock));
    }
}
