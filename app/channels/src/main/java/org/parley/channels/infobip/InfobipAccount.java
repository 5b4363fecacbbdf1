package org.parley.channels.infobip;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `viber_business` through one sender at Infobip. Messages carry our own id, by which a
/// repeated send is recognised and reports are matched.
public final class InfobipAccount implements ChannelAdapter, AutoCloseable {

    public static final Capabilities DECLARED = InfobipCapabilities.DECLARED;

    private final InfobipSettings settings;
    private final Capabilities capabilities;
    private final InfobipCompiler compiler;
    private final ProviderHttp http;
    private final Map<String, String> headers;
    private final byte[] webhookCredentials;

    public InfobipAccount(InfobipSettings settings) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.compiler = new InfobipCompiler(settings);
        this.http = new ProviderHttp(settings.pace());
        this.headers = Map.of("Authorization", "App " + settings.apiKey().value());
        String basic = InfobipSettings.WEBHOOK_USER + ":" + settings.webhookPassword().value();
        this.webhookCredentials =
                ("Basic "
                                + Base64.getEncoder()
                                        .encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Channel channel() {
        return InfobipCapabilities.CHANNEL;
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
        return InfobipEvents.ERRORS.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (compiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    http.postJson(
                                    settings.baseUri().resolve("viber/2/messages"),
                                    headers,
                                    ready.body())
                            .outcome(InfobipAccount::outcome);
        };
    }

    private static SendOutcome outcome(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null || answered.status() != 200) {
            return refused(answered, body == null ? JsonBody.object() : body);
        }
        JsonNode message = body.path("messages").path(0);
        String id = JsonBody.text(message, "messageId");
        if (id == null) {
            return new SendOutcome.Unknown("Infobip said yes without a messageId");
        }
        String group = message.path("status").path("groupName").asString("");
        return group.equals("REJECTED") || group.equals("UNDELIVERABLE")
                ? new SendOutcome.Refused(
                        FailureClass.RECIPIENT,
                        message.path("status").path("name").asString(group),
                        message.path("status").path("description").asString(""),
                        null)
                : new SendOutcome.Accepted(id);
    }

    /// 200 alone would not be success, and the status alone says most of a refusal.
    private static SendOutcome refused(Answer.Answered answered, ObjectNode body) {
        JsonNode why = body.path("requestError").path("serviceException");
        SendOutcome byStatus = answered.byStatus();
        return byStatus instanceof SendOutcome.Refused refused && why.isObject()
                ? new SendOutcome.Refused(
                        refused.failure(),
                        why.path("messageId").asString(refused.code()),
                        why.path("text").asString("")
                                + (why.has("validationErrors")
                                        ? " " + why.path("validationErrors")
                                        : ""),
                        refused.retryAfter())
                : byStatus;
    }

    @Override
    public String preview(OutboundMessage message) {
        return compiler.compile(message)
                .preview()
                .replace(settings.webhookPassword().value(), "****");
    }

    /// Asks for the balance.
    @Override
    public AccountCheck verify() {
        Answer answer =
                http.call(
                        "GET",
                        settings.baseUri().resolve("account/1/balance"),
                        headers,
                        new byte[0]);
        return answer.check(answered ->
                answered.status() == 200
                        ? new AccountCheck.Works(settings.sender())
                        : new AccountCheck.Refused(
                                "http-" + answered.status(),
                                "Infobip does not accept the API key"));
    }

    /// Reports go where each message says; messages of people where the portal says.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("Infobip's portal, Subscriptions, with HTTP Basic");
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        String given = request.header("authorization");
        return given != null
                && MessageDigest.isEqual(
                        webhookCredentials, given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return InfobipEvents.parse(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
