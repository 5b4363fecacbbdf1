package org.parley.channels.instagram;

import org.parley.channels.meta.GraphApi;
import org.parley.channels.meta.MessagingPlatform;

/// Instagram by its own login. There is no `delivered` among its webhooks.
public final class Instagram {

    public static final MessagingPlatform PLATFORM =
            new MessagingPlatform(
                    "Instagram",
                    InstagramCapabilities.DECLARED,
                    "account",
                    "instagram",
                    "messages,messaging_postbacks,messaging_seen",
                    "user_id,username",
                    "username",
                    GraphApi.INSTAGRAM,
                    InstagramCompiler::compile);

    private Instagram() {}
}
