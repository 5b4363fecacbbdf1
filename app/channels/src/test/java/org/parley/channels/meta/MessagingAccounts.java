package org.parley.channels.meta;

import java.net.URI;
import org.parley.channels.Pace;
import org.parley.channels.Secret;

/// Accounts that send nothing.
public final class MessagingAccounts {

    private MessagingAccounts() {}

    public static MessagingAccount unreachable(MessagingPlatform platform) {
        return new MessagingAccount(
                platform,
                new MessagingSettings(
                        "main",
                        URI.create("http://127.0.0.1:1/v25.0/"),
                        "106",
                        new Secret("t"),
                        null,
                        new GraphWebhooks(new Secret("s"), new Secret("v")),
                        new Pace(8, 80)));
    }
}
