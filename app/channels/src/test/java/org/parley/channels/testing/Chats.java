package org.parley.channels.testing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.channels.instagram.Instagram;
import org.parley.channels.line.LineType;
import org.parley.channels.messenger.Messenger;
import org.parley.channels.meta.MessagingType;
import org.parley.channels.telegram.TelegramType;
import org.parley.channels.whatsapp.WhatsAppType;
import org.parley.core.channel.AccountSettings;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.ChannelType;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.world.Channel;

/// Accounts of the sandbox's providers, opened as an administrator opens them.
public final class Chats {

    private Chats() {}

    public static ChannelType type(Channel channel) {
        return switch (channel) {
            case WHATSAPP -> new WhatsAppType();
            case MESSENGER -> new MessagingType(Messenger.PLATFORM);
            case INSTAGRAM -> new MessagingType(Instagram.PLATFORM);
            case TELEGRAM -> new TelegramType(Clock.systemUTC());
            case LINE -> new LineType();
            default -> throw new IllegalArgumentException("Not of these tests: " + channel);
        };
    }

    /// @param more settings that replace the sandbox's
    public static ChannelAdapter open(Sandbox sandbox, Channel channel, Map<String, String> more) {
        ChannelType type = type(channel);
        Map<String, String> settings = settings(sandbox, channel);
        settings.putAll(more);
        return type.open(new AccountSettings("main", type.fields(), settings));
    }

    /// Somebody with an address of the channel's form.
    public static String person(Channel channel) {
        return switch (channel) {
            case LINE -> "U0123456789abcdef0123456789abcdef";
            case WHATSAPP -> "+359888123456";
            default -> "5000000000017";
        };
    }

    public static Provider provider(Sandbox sandbox, Channel channel) {
        return sandbox.providers().stream()
                .filter(provider -> provider.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> settings(Sandbox sandbox, Channel channel) {
        Map<String, String> sheet = provider(sandbox, channel).account(sandbox.baseUri());
        String name = provider(sandbox, channel).segment();
        String version = channel == Channel.TELEGRAM || channel == Channel.LINE ? "/" : "/v25.0/";
        Map<String, String> settings = new TreeMap<>();
        settings.put("base-uri", sandbox.baseUri().resolve("/" + name + version).toString());
        switch (channel) {
            case WHATSAPP ->
                    List.of(
                                    "AccessToken",
                                    "AppSecret",
                                    "VerifyToken",
                                    "PhoneNumberId",
                                    "BusinessAccountId")
                            .forEach(each -> settings.put(each, sheet.get("whatsApp" + each)));
            case MESSENGER, INSTAGRAM -> {
                String id = channel == Channel.MESSENGER ? "page-id" : "account-id";
                settings.put(id, sheet.get(name + "AccountId"));
                for (String each : List.of("AccessToken", "AppSecret", "VerifyToken", "AppId")) {
                    settings.put(each, sheet.get(name + each));
                }
            }
            case TELEGRAM -> {
                settings.put("token", sheet.get("telegramToken"));
                settings.put("webhook-secret", "secret-17");
            }
            default -> {
                settings.put("access-token", sheet.get("lineToken"));
                settings.put("channel-secret", sheet.get("lineChannelSecret"));
            }
        }
        return settings;
    }
}
