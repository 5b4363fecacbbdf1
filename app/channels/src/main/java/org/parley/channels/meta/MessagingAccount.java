package org.parley.channels.meta;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.Secret;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Channel `messenger` through one page or `instagram` through one account. An address is the
/// person's id for that page or account alone (PSID, IGSID).
public final class MessagingAccount implements ChannelAdapter, AutoCloseable {

    private final MessagingPlatform platform;
    private final MessagingSettings settings;
    private final Capabilities capabilities;
    private final GraphApi graph;

    public MessagingAccount(MessagingPlatform platform, MessagingSettings settings) {
        this.platform = platform;
        this.settings = settings;
        this.capabilities =
                platform.capabilities()
                        .paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.graph = new GraphApi(settings.baseUri(), settings.accessToken(), settings.pace());
    }

    @Override
    public Channel channel() {
        return platform.channel();
    }

    @Override
    public String account() {
        return settings.account();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return MessagingError.TABLE.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (platform.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    MessagingOutcome.of(graph.post(settings.ownerId() + "/messages", ready.body()));
        };
    }

    @Override
    public String preview(OutboundMessage message) {
        return platform.compile(message).preview();
    }

    @Override
    public AccountCheck verify() {
        return graph.check("me?fields=" + platform.identity(), platform.name());
    }

    /// Tells the app where to listen, if we know the app, and then asks for this one's events.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        String appId = settings.appId();
        if (appId == null) {
            return new WebhookRegistration.ByHand("Meta's app dashboard, Webhooks");
        }
        Secret app = new Secret(appId + "|" + settings.webhooks().appSecret().value());
        ObjectNode subscription =
                JsonBody.object()
                        .put("object", platform.object())
                        .put("callback_url", address.toASCIIString())
                        .put("fields", platform.fields())
                        .put("verify_token", settings.webhooks().verifyToken().value());
        try (GraphApi asApp = new GraphApi(settings.baseUri(), app, settings.pace())) {
            WebhookRegistration told = asApp.register(appId + "/subscriptions", subscription);
            return told instanceof WebhookRegistration.Registered
                    ? graph.register(
                            settings.ownerId() + "/subscribed_apps",
                            JsonBody.object().put("subscribed_fields", platform.fields()))
                    : told;
        }
    }

    @Override
    public Optional<String> handshake(Map<String, String> query) {
        return settings.webhooks().handshake(query);
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return settings.webhooks().authentic(request);
    }

    @Override
    public int webhookBodyLimit() {
        return GraphWebhooks.BODY_LIMIT;
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return MessagingEvents.parse(body, channel().name());
    }

    @Override
    public void close() {
        graph.close();
    }
}
