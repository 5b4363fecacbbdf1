package org.parley.channels.line;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.ErrorTable;
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

    static final ErrorTable ERRORS = ErrorTable.beside(LineAccount.class);

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
    public boolean saysAddressIsGone(String code) {
        return ERRORS.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (LineCompiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> {
                String key = retryKey(message.id());
                Map<String, String> keyed = new HashMap<>(headers);
                keyed.put("X-Line-Retry-Key", key);
                yield http.postJson(resolve("v2/bot/message/push"), keyed, ready.body())
                        .outcome(answered -> outcome(answered, key));
            }
        };
    }

    /// The same for every attempt of a message.
    static String retryKey(MessageId id) {
        return UUID.nameUUIDFromBytes(("parley " + id).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// 409 says that an earlier attempt with this key was taken over, which is what we wanted.
    private static SendOutcome outcome(Answer.Answered answered, String key) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null || answered.status() >= 500) {
            return answered.byStatus();
        }
        if (answered.status() == OK || answered.status() == ALREADY_ACCEPTED) {
            String id = JsonBody.text(body.path("sentMessages").path(0), "id");
            return new SendOutcome.Accepted(id == null ? key : id);
        }
        return refused(answered, body);
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
        SendOutcome.Refused refused =
                ERRORS.refused(
                        Integer.toString(answered.status()),
                        message,
                        FailureClass.RETRYABLE,
                        answered.retryAfter());
        return new SendOutcome.Refused(
                refused.failure(), refused.code(), detail, refused.retryAfter());
    }

    @Override
    public String preview(OutboundMessage message) {
        return LineCompiler.compile(message).preview();
    }

    @Override
    public AccountCheck verify() {
        return http.get(resolve("v2/bot/info"), headers).check(LineAccount::identity);
    }

    private static AccountCheck identity(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null) {
            return new AccountCheck.NoAnswer("HTTP " + answered.status());
        }
        return answered.status() == OK
                ? new AccountCheck.Works(body.path("displayName").asString(""))
                : new AccountCheck.Refused(
                        "http-" + answered.status(), body.path("message").asString(""));
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        byte[] request = JsonBody.bytes(JsonBody.object().put("endpoint", address.toASCIIString()));
        return http.putJson(resolve("v2/bot/channel/webhook/endpoint"), headers, request)
                .registration(LineAccount::registered);
    }

    private static WebhookRegistration registered(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        return answered.status() == OK
                ? new WebhookRegistration.Registered()
                : new WebhookRegistration.NotRegistered(
                        "http-" + answered.status(),
                        body == null ? "" : body.path("message").asString(""));
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
