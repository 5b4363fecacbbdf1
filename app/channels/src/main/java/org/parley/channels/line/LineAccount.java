package org.parley.channels.line;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.LintFinding;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.node.ObjectNode;

/// Channel `line` through one official account. An address is LINE's id of the person for this
/// provider. A message is sent once however often it is tried: LINE knows it by its retry key.
public final class LineAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = LineCapabilities.CHANNEL;

    public static final Capabilities DECLARED = LineCapabilities.DECLARED;

    private static final int OK = 200;
    private static final int ALREADY_ACCEPTED = 409;

    private final LineSettings settings;
    private final Capabilities capabilities;
    private final ProviderHttp http;
    private final Map<String, String> headers;

    public LineAccount(LineSettings settings) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
        this.headers = Map.of("Authorization", "Bearer " + settings.accessToken().value());
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
        return LineCompiler.misfits(reduction);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (LineCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> {
                String key = retryKey(message.id());
                Map<String, String> keyed = new HashMap<>(headers);
                keyed.put("X-Line-Retry-Key", key);
                yield outcome(
                        http.postJson(resolve("v2/bot/message/push"), keyed, ready.body()), key);
            }
        };
    }

    /// The same for every attempt of a message.
    static String retryKey(MessageId id) {
        return UUID.nameUUIDFromBytes(("parley " + id).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// 409 says that an earlier attempt with this key was taken over, which is what we wanted.
    private static SendOutcome outcome(Answer answer, String key) {
        return switch (answer) {
            case Answer.NotSent notSent -> notSent.outcome();
            case Answer.NoAnswer noAnswer -> noAnswer.outcome();
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                if (body == null || answered.status() >= 500) {
                    yield answered.byStatus();
                }
                if (answered.status() == OK || answered.status() == ALREADY_ACCEPTED) {
                    String id = JsonBody.text(body.path("sentMessages").path(0), "id");
                    yield new SendOutcome.Accepted(id == null ? key : id);
                }
                yield refused(answered, body);
            }
        };
    }

    private static SendOutcome.Refused refused(Answer.Answered answered, ObjectNode body) {
        String message = body.path("message").asString("");
        var first = body.path("details").path(0);
        String detail =
                first.isMissingNode()
                        ? message
                        : "%s: %s %s"
                                .formatted(
                                        message,
                                        first.path("property").asString(""),
                                        first.path("message").asString(""));
        FailureClass failure = LineError.failure(answered.status(), message);
        return new SendOutcome.Refused(
                failure, Integer.toString(answered.status()), detail, answered.retryAfter());
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (LineCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused().detail();
            case Compiled.Ready ready -> JsonBody.pretty(ready.body());
        };
    }

    @Override
    public AccountCheck verify() {
        return switch (http.get(resolve("v2/bot/info"), headers)) {
            case Answer.NotSent notSent -> new AccountCheck.NoAnswer(notSent.detail());
            case Answer.NoAnswer noAnswer -> new AccountCheck.NoAnswer(noAnswer.detail());
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                if (body == null) {
                    yield new AccountCheck.NoAnswer("HTTP " + answered.status());
                }
                yield answered.status() == OK
                        ? new AccountCheck.Works(body.path("displayName").asString(""))
                        : new AccountCheck.Refused(
                                "http-" + answered.status(), body.path("message").asString(""));
            }
        };
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        byte[] request = JsonBody.bytes(JsonBody.object().put("endpoint", address.toASCIIString()));
        return switch (http.putJson(resolve("v2/bot/channel/webhook/endpoint"), headers, request)) {
            case Answer.NotSent notSent ->
                    new WebhookRegistration.NotRegistered("no-connection", notSent.detail());
            case Answer.NoAnswer noAnswer ->
                    new WebhookRegistration.NotRegistered("no-answer", noAnswer.detail());
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                yield answered.status() == OK
                        ? new WebhookRegistration.Registered()
                        : new WebhookRegistration.NotRegistered(
                                "http-" + answered.status(),
                                body == null ? "" : body.path("message").asString(""));
            }
        };
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return Hmac.matchesBase64(
                request.header("x-line-signature"), settings.channelSecret(), request.body());
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return LineEvents.parse(body);
    }

    @Override
    public void close() {
        http.close();
    }

    private URI resolve(String operation) {
        return settings.baseUri().resolve(operation);
    }
}
