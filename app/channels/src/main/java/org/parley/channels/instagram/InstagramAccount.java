package org.parley.channels.instagram;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.Secret;
import org.parley.channels.meta.GraphApi;
import org.parley.channels.meta.GraphWebhooks;
import org.parley.channels.meta.MessagingEvents;
import org.parley.channels.meta.MessagingOutcome;
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

/// Channel `instagram` through one account. An address is the person's Instagram-scoped id (IGSID).
public final class InstagramAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = InstagramCapabilities.CHANNEL;

    public static final Capabilities DECLARED = InstagramCapabilities.DECLARED;

    private static final String FIELDS = "messages,messaging_postbacks,messaging_seen";

    private final InstagramSettings settings;
    private final Capabilities capabilities;
    private final GraphApi graph;

    public InstagramAccount(InstagramSettings settings) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.graph = new GraphApi(settings.baseUri(), settings.accessToken(), settings.pace());
    }

    @Override
    public Channel channel() {
        return CHANNEL;
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
    public SendOutcome send(OutboundMessage message) {
        return switch (InstagramCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    MessagingOutcome.of(
                            graph.post(settings.accountId() + "/messages", ready.body()));
        };
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (InstagramCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused().detail();
            case Compiled.Ready ready -> JsonBody.pretty(ready.body());
        };
    }

    @Override
    public AccountCheck verify() {
        return graph.check("me?fields=user_id,username", "username");
    }

    /// Tells the app where to listen, if we know the app, and then asks for this account's events.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        String appId = settings.appId();
        if (appId == null) {
            return new WebhookRegistration.ByHand("Meta's app dashboard, Webhooks");
        }
        Secret app = new Secret(appId + "|" + settings.webhooks().appSecret().value());
        ObjectNode subscription =
                JsonBody.object()
                        .put("object", "instagram")
                        .put("callback_url", address.toASCIIString())
                        .put("fields", FIELDS)
                        .put("verify_token", settings.webhooks().verifyToken().value());
        try (GraphApi asApp = new GraphApi(settings.baseUri(), app, settings.pace())) {
            WebhookRegistration told = asApp.register(appId + "/subscriptions", subscription);
            return told instanceof WebhookRegistration.Registered
                    ? graph.register(
                            settings.accountId() + "/subscribed_apps",
                            JsonBody.object().put("subscribed_fields", FIELDS))
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
        return MessagingEvents.parse(body, CHANNEL.name());
    }

    @Override
    public void close() {
        graph.close();
    }
}
