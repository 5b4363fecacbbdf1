package org.parley.channels.whatsapp;

import java.util.List;
import org.parley.channels.Common;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.core.channel.SettingField;
import org.parley.core.kernel.Channel;

/// A number on WhatsApp's Cloud API.
public final class WhatsAppType implements ChannelType {

    @Override
    public String name() {
        return "whatsapp";
    }

    @Override
    public String title() {
        return "WhatsApp number";
    }

    @Override
    public Channel channel() {
        return WhatsAppAccount.CHANNEL;
    }

    @Override
    public Capabilities capabilities() {
        return WhatsAppCapabilities.DECLARED;
    }

    @Override
    public List<SettingField> fields() {
        return Common.fields(
                64,
                // a number's first tier
                80,
                SettingField.required(
                        "phone-number-id", "Phone number id", "digits, from WhatsApp Manager"),
                SettingField.secret("access-token", "Access token", "of a system user"),
                SettingField.secret("app-secret", "App secret", "signs the webhooks"),
                SettingField.secret(
                        "verify-token",
                        "Verify token",
                        "a word of your choice, repeated where Meta is told the webhook"),
                SettingField.optional(
                        "business-account-id",
                        "Business account id",
                        "digits; needed to set up the webhook and to manage templates from here"),
                SettingField.usual(
                        "marketing-messages",
                        "Marketing Messages API",
                        "false",
                        "true: marketing templates go by it, once Meta has taken the number on"),
                Common.baseUri(WhatsAppSettings.BASE_URI));
    }

    @Override
    public ChannelAdapter open(AccountSettings settings) {
        return settings.open(given ->
                new WhatsAppAccount(
                        new WhatsAppSettings(
                                given.account(),
                                Common.baseUri(given),
                                given.text("phone-number-id"),
                                Common.secret(given, "access-token"),
                                Common.secret(given, "app-secret"),
                                Common.secret(given, "verify-token"),
                                given.optional("business-account-id"),
                                given.flag("marketing-messages"),
                                Common.pace(given))));
    }
}
