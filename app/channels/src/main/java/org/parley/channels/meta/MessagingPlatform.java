package org.parley.channels.meta;

import java.net.URI;
import java.util.function.Function;
import org.parley.channels.wire.Compiled;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.kernel.Channel;

/// One of Meta's chats that are spoken to by the Send API: Messenger or Instagram.
///
/// @param title for people
/// @param owner what an account is called there: `page` or `account`
/// @param object that webhooks are about
/// @param fields of the webhooks that we ask for, separated by commas
/// @param identity fields that say who an account is
/// @param name the one of them that people know it by
/// @param api usual base address
public record MessagingPlatform(
        String title,
        Capabilities capabilities,
        String owner,
        String object,
        String fields,
        String identity,
        String name,
        URI api,
        Function<OutboundMessage, Compiled> compiler) {

    public Channel channel() {
        return capabilities.carriage().channel();
    }

    Compiled compile(OutboundMessage message) {
        return compiler.apply(message);
    }
}
