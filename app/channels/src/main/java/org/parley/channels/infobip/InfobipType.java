package org.parley.channels.infobip;

import java.net.URI;
import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A Viber Business sender at Infobip.
public final class InfobipType implements ChannelType {

    @Override
    public String name() {
        return "infobip-viber";
    }

    @Override
    public String title() {
        return "Viber Business Messages by Infobip";
    }

    @Override
    public Channel channel() {
        return InfobipCapabilities.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return InfobipAccount.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                20,
                50,
                SettingField.secret("api-key", "API key", "in Infobip's portal"),
                SettingField.required("sender", "Sender", "as registered at Viber"),
                SettingField.required(
                        "base-uri", "API address", "personal: https://xyz.api.infobip.com"),
                SettingField.required("webhook", "Webhook address", "ours, as Infobip calls it"),
                SettingField.secret(
                        "webhook-password",
                        "Webhook password",
                        "16 or more letters and digits; Infobip calls with user parley"),
                SettingField.usual(
                        "transactional",
                        "Transactional",
                        "false",
                        "true: messages are labelled so, text and files only"));
    }

    @Override
    public InfobipAccount open(AccountSettings settings) {
        return settings.open(given ->
                new InfobipAccount(
                        new InfobipSettings(
                                given.account(),
                                Common.baseUri(given),
                                Common.secret(given, "api-key"),
                                given.text("sender"),
                                given.flag("transactional"),
                                URI.create(given.text("webhook")),
                                Common.secret(given, "webhook-password"),
                                Common.pace(given))));
    }
}
