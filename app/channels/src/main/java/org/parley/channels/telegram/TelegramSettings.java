package org.parley.channels.telegram;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// One bot.
///
/// @param account its name in our webhook address
/// @param baseUri ends with `/`; {@link #BASE_URI} but for tests
/// @param token by BotFather; part of each address, hence never in a log
/// @param webhookSecret comes back with each update: 1 to 256 of letters, digits, `_` and `-`
public record TelegramSettings(
        String account, URI baseUri, Secret token, Secret webhookSecret, Pace pace) {

    public static final URI BASE_URI = URI.create("https://api.telegram.org/");

    public TelegramSettings {
        if (!baseUri.isAbsolute() || !baseUri.getPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "Telegram's base address must be absolute and end with /: " + baseUri);
        }
        if (!token.value().matches("\\d+:[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("A bot's token is digits, a colon and letters");
        }
        if (!webhookSecret.value().matches("[A-Za-z0-9_-]{1,256}")) {
            throw new IllegalArgumentException(
                    "Telegram's webhook secret is 1 to 256 of letters, digits, _ and -");
        }
    }
}
