package org.parley.channels.whatsapp;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.meta.GraphAnswer;
import org.parley.channels.meta.GraphApi;
import org.parley.channels.meta.GraphWebhooks;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.NewTemplate;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.TemplateAdapter;
import org.parley.core.channel.TemplateAnswer;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Channel `whatsapp` through one business number. An address is the person's number in E.164, or
/// Meta's business-scoped id of somebody who hides it.
public final class WhatsAppAccount implements TemplateAdapter, AutoCloseable {

    public static final Channel CHANNEL = WhatsAppCapabilities.CHANNEL;

    private final WhatsAppSettings settings;
    private final Capabilities capabilities;
    private final GraphApi graph;
    private final GraphWebhooks webhooks;
    private final WhatsAppTemplates templates;
    private final MarketingRoute route;

    public WhatsAppAccount(WhatsAppSettings settings) {
        this.settings = settings;
        this.capabilities =
                WhatsAppCapabilities.DECLARED.paced(
                        settings.pace().concurrency(), settings.pace().perSecond());
        this.graph = new GraphApi(settings.baseUri(), settings.accessToken(), settings.pace());
        this.webhooks = new GraphWebhooks(settings.appSecret(), settings.verifyToken());
        this.templates = new WhatsAppTemplates(graph, settings.businessAccountId());
        this.route = new MarketingRoute(settings.marketingMessages());
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
        return switch (WhatsAppCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> post(ready.body());
        };
    }

    private SendOutcome post(byte[] body) {
        String template = route.marketing(body);
        if (template == null) {
            return post("messages", body);
        }
        SendOutcome outcome = post("marketing_messages", body);
        if (outcome instanceof SendOutcome.Refused refused
                && refused.code().equals(WhatsAppError.NOT_MARKETING)) {
            route.isNotMarketing(template);
            return post("messages", body);
        }
        return outcome;
    }

    private SendOutcome post(String edge, byte[] body) {
        return graph.post(settings.phoneNumberId() + "/" + edge, body)
                .outcome(WhatsAppAccount::outcome);
    }

    private static SendOutcome outcome(Answer.Answered answered) {
        return switch (GraphAnswer.of(answered)) {
            case GraphAnswer.Ok(ObjectNode body) -> {
                String id = JsonBody.text(body.path("messages").path(0), "id");
                yield id == null ? answered.byStatus() : new SendOutcome.Accepted(id);
            }
            case GraphAnswer.Failed(int code, _, String detail, _) ->
                    WhatsAppError.refused(code, detail, answered.retryAfter());
            case GraphAnswer.Unreadable _ -> answered.byStatus();
        };
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return code.equals(WhatsAppError.UNDELIVERABLE);
    }

    @Override
    public String preview(OutboundMessage message) {
        return WhatsAppCompiler.compile(message).preview();
    }

    @Override
    public TemplateAnswer create(NewTemplate wanted) {
        return templates.create(wanted);
    }

    @Override
    public TemplateAnswer templates() {
        return templates.all();
    }

    @Override
    public AccountCheck verify() {
        return graph.check(
                settings.phoneNumberId() + "?fields=verified_name,display_phone_number",
                "verified_name");
    }

    /// Subscribes our app to the business account, with this address in place of the app's own.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        String business = settings.businessAccountId();
        return business == null
                ? new WebhookRegistration.ByHand("Meta's app dashboard, WhatsApp, Configuration")
                : graph.register(
                        business + "/subscribed_apps",
                        JsonBody.object()
                                .put("override_callback_uri", address.toASCIIString())
                                .put("verify_token", settings.verifyToken().value()));
    }

    @Override
    public Optional<String> handshake(Map<String, String> query) {
        return webhooks.handshake(query);
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return webhooks.authentic(request);
    }

    @Override
    public int webhookBodyLimit() {
        return GraphWebhooks.BODY_LIMIT;
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return WhatsAppEvents.parse(body);
    }

    @Override
    public void close() {
        graph.close();
    }
}
