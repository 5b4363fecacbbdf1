package org.parley.server.channels;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Secret;
import org.parley.channels.email.EmailAccount;
import org.parley.channels.email.EmailSettings;
import org.parley.channels.viber.ViberAccount;
import org.parley.channels.viber.ViberSettings;
import org.parley.channels.whatsapp.WhatsAppAccount;
import org.parley.channels.whatsapp.WhatsAppSettings;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.Channels;
import org.parley.server.ParleySettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One adapter a channel that has an account. This is the one place to register a new channel.
@Configuration(proxyBeanMethods = false)
class ChannelsConfiguration {

    /// As it stands in the webhook addresses.
    private static final String ACCOUNT = "main";

    @Bean
    Channels channels(ObjectProvider<ChannelAdapter> adapters) {
        return new Channels(adapters.orderedStream().toList());
    }

    @Bean
    @Nullable ViberAccount viberAccount(ParleySettings settings) {
        ChannelSettings.Viber viber = settings.channels().viber();
        return viber.present()
                ? new ViberAccount(
                        new ViberSettings(
                                ACCOUNT,
                                viber.baseUri(),
                                new Secret(viber.token()),
                                viber.senderName(),
                                null,
                                viber.rate().pace()))
                : null;
    }

    @Bean
    @Nullable WhatsAppAccount whatsAppAccount(ParleySettings settings) {
        ChannelSettings.WhatsApp whatsApp = settings.channels().whatsapp();
        return whatsApp.present()
                ? new WhatsAppAccount(
                        new WhatsAppSettings(
                                ACCOUNT,
                                whatsApp.baseUri(),
                                whatsApp.phoneNumberId(),
                                new Secret(whatsApp.accessToken()),
                                new Secret(whatsApp.appSecret()),
                                new Secret(whatsApp.verifyToken()),
                                whatsApp.rate().pace()))
                : null;
    }

    @Bean
    @Nullable EmailAccount emailAccount(ParleySettings settings, Clock clock) {
        ChannelSettings.Email email = settings.channels().email();
        if (!email.present()) {
            return null;
        }
        EmailSettings.Login login =
                email.user().isEmpty()
                        ? null
                        : new EmailSettings.Login(email.user(), new Secret(email.password()));
        return new EmailAccount(
                new EmailSettings(
                        ACCOUNT,
                        email.host(),
                        email.port(),
                        login,
                        email.startTls(),
                        email.from(),
                        email.fromName(),
                        email.replyTo().isEmpty() ? null : email.replyTo(),
                        email.rate().pace()),
                clock);
    }
}
