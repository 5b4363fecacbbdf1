package org.parley.channels.viber;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.LintFinding;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `viber` through one bot. An address is Viber's id of the person for this bot.
public final class ViberAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = ViberCapabilities.CHANNEL;

    private static final List<String> EVENTS =
            List.of(
                    "delivered",
                    "seen",
                    "failed",
                    "subscribed",
                    "unsubscribed",
                    "conversation_started");

    private final ViberSettings settings;
    private final Capabilities capabilities;
    private final ViberCompiler compiler;
    private final ProviderHttp http;
    private final Map<String, String> headers;

    public ViberAccount(ViberSettings settings) {
        this.settings = settings;
        this.capabilities =
                ViberCapabilities.DECLARED.paced(
                        settings.pace().concurrency(), settings.pace().perSecond());
        this.compiler = new ViberCompiler(settings);
        this.http = new ProviderHttp(settings.pace());
        this.headers = Map.of("X-Viber-Auth-Token", settings.token().value());
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
    public List<LintFinding> misfits(Reduction reduction) {
        return compiler.misfits(reduction);
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return ViberStatus.TABLE.saysAddressIsGone(code);
    }

    /// One call; a second one, without the card, when Viber says that the person's client is too
    /// old for cards (status 13): the first was certainly not taken over.
    @Override
    public SendOutcome send(OutboundMessage message) {
        Compiled cards = compiler.compile(message, true);
        SendOutcome outcome = send(cards);
        if (outcome instanceof SendOutcome.Refused refused
                && refused.code().equals(ViberStatus.API_VERSION_NOT_SUPPORTED)
                && cards instanceof Compiled.Ready(byte[] refusedBody)
                && compiler.compile(message, false) instanceof Compiled.Ready plain
                && !Arrays.equals(refusedBody, plain.body())) {
            return send(plain);
        }
        return outcome;
    }

    private SendOutcome send(Compiled compiled) {
        return switch (compiled) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    post("send_message", ready.body()).outcome(ViberAccount::outcome);
        };
    }

    private Answer post(String operation, byte[] body) {
        return http.postJson(settings.baseUri().resolve(operation), headers, body);
    }

    private static SendOutcome outcome(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        String status = status(body);
        if (body == null || status == null) {
            return answered.byStatus();
        }
        String token = JsonBody.text(body, "message_token");
        if (!status.equals("0")) {
            return ViberStatus.refused(status, JsonBody.text(body, "status_message"));
        }
        return token == null
                ? new SendOutcome.Unknown("Viber said ok without a message_token")
                : new SendOutcome.Accepted(token);
    }

    private static @Nullable String status(@Nullable ObjectNode body) {
        return body == null ? null : JsonBody.text(body, "status");
    }

    @Override
    public String preview(OutboundMessage message) {
        return compiler.compile(message, true).preview();
    }

    /// Tells Viber where to call. Viber calls the address before it answers: the server must be up.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        ObjectNode request = JsonBody.object().put("url", address.toASCIIString());
        ArrayNode types = request.putArray("event_types");
        EVENTS.forEach(types::add);
        request.put("send_name", false).put("send_photo", false);
        return post("set_webhook", JsonBody.bytes(request)).registration(ViberAccount::registered);
    }

    private static WebhookRegistration registered(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        String status = status(body);
        if (body == null || status == null) {
            return new WebhookRegistration.NotRegistered(
                    "http-" + answered.status(), "no readable reason");
        }
        if (status.equals("0")) {
            return new WebhookRegistration.Registered();
        }
        SendOutcome.Refused why =
                ViberStatus.refused(status, JsonBody.text(body, "status_message"));
        return new WebhookRegistration.NotRegistered(why.code(), why.detail());
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return Hmac.matches(
                request.header("x-viber-content-signature"), settings.token(), request.body());
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return ViberEvents.parse(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
