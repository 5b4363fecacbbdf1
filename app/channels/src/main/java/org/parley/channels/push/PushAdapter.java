package org.parley.channels.push;

import java.net.URI;
import java.util.List;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;

/// An account of a push service. No service calls back: the app, or the page's service worker,
/// reports what it received and what was opened.
public interface PushAdapter extends ChannelAdapter, AutoCloseable {

    @Override
    default WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("nothing: the app or the page reports");
    }

    @Override
    default boolean authentic(WebhookRequest request) {
        return false;
    }

    @Override
    default List<InboundEvent> parse(byte[] body) {
        return List.of();
    }

    @Override
    void close();
}
