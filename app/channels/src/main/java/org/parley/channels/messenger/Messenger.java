package org.parley.channels.messenger;

import org.parley.channels.meta.GraphApi;
import org.parley.channels.meta.MessagingPlatform;

/// Messenger, where an account is a page.
public final class Messenger {

    public static final MessagingPlatform PLATFORM =
            new MessagingPlatform(
                    "Messenger",
                    MessengerCapabilities.DECLARED,
                    "page",
                    "page",
                    "messages,messaging_postbacks,message_deliveries,message_reads,message_echoes,messaging_optins",
                    "id,name",
                    "name",
                    GraphApi.FACEBOOK,
                    MessengerCompiler::compile);

    private Messenger() {}
}
