package org.parley.channels.push.fcm;

import java.time.Clock;
import java.util.Map;
import org.parley.channels.google.AccessTokens;
import org.parley.channels.google.AccessTokens.Token;
import org.parley.channels.google.ServiceAccount;
import org.parley.channels.push.Notification;
import org.parley.channels.push.PushAdapter;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `push_app` through one Firebase project. An address is a registration token, or an
/// installation id behind `fid:`. FCM recognises no repeated send; the collapse key makes a second
/// notification replace the first.
public final class FcmAccount implements PushAdapter {

    public static final Channel CHANNEL = new Channel("push_app");

    public static final Capabilities DECLARED = Notification.capabilities(CHANNEL, 50, 500);

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String INSTALLATION = "fid:";

    private final FcmSettings settings;
    private final Capabilities capabilities;
    private final ProviderHttp http;
    private final AccessTokens tokens;

    public FcmAccount(FcmSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
        this.tokens =
                new AccessTokens(
                        new ServiceAccount(settings.serviceAccount().value()), SCOPE, http, clock);
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
        return switch (compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> post(ready.body());
        };
    }

    private static Compiled compile(OutboundMessage outbound) {
        return Notification.of(
                outbound,
                DECLARED.carriage(),
                (notification, id) -> {
                    ObjectNode body = JsonBody.object();
                    ObjectNode message = body.putObject("message");
                    String address = outbound.address();
                    if (address.startsWith(INSTALLATION)) {
                        message.put("fid", address.substring(INSTALLATION.length()));
                    } else {
                        message.put("token", address);
                    }
                    ObjectNode shown = message.putObject("notification");
                    shown.put("title", notification.title()).put("body", notification.text());
                    if (notification.image() != null) {
                        shown.put("image", notification.image().toASCIIString());
                    }
                    // Values are texts only; the app reports and opens by them.
                    ObjectNode data = message.putObject("data").put("messageId", id);
                    if (notification.url() != null) {
                        data.put("url", notification.url().toASCIIString());
                    }
                    message.putObject("android").put("collapse_key", id).put("priority", "HIGH");
                    return JsonBody.bytes(body);
                });
    }

    private SendOutcome post(byte[] body) {
        return switch (tokens.get()) {
            case Token.None(var outcome) -> outcome;
            case Token.Valid(var token) ->
                    http.postJson(
                                    settings.baseUri()
                                            .resolve(
                                                    "v1/projects/"
                                                            + settings.project()
                                                            + "/messages:send"),
                                    Map.of("Authorization", "Bearer " + token),
                                    body)
                            .outcome(this::outcome);
        };
    }

    private SendOutcome outcome(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null) {
            return answered.byStatus();
        }
        String name = JsonBody.text(body, "name");
        return answered.status() == 200 && name != null
                ? new SendOutcome.Accepted(name)
                : refused(answered, body.path("error"));
    }

    private SendOutcome refused(Answer.Answered answered, JsonNode error) {
        String detailed = "";
        for (JsonNode detail : error.path("details")) {
            String code = detail.path("errorCode").asString("");
            detailed = code.isEmpty() ? detailed : code;
        }
        String status = error.path("status").asString("");
        if (detailed.isEmpty() && status.isEmpty()) {
            return answered.byStatus();
        }
        if (answered.status() == 401) {
            tokens.forget();
        }
        FailureClass failure =
                detailed.isEmpty()
                        ? ofStatus(status)
                        : FcmError.TABLE.getOrDefault(detailed, ofStatus(status));
        return new SendOutcome.Refused(
                failure,
                detailed.isEmpty() ? status : detailed,
                error.path("message").asString(""),
                answered.retryAfter());
    }

    private static FailureClass ofStatus(String status) {
        return switch (status) {
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> FailureClass.AUTH;
            case "RESOURCE_EXHAUSTED" -> FailureClass.THROTTLED;
            case "UNAVAILABLE", "INTERNAL" -> FailureClass.RETRYABLE;
            default -> FailureClass.CONFIGURATION;
        };
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return code.equals(FcmError.UNREGISTERED);
    }

    @Override
    public String preview(OutboundMessage message) {
        return compile(message).preview();
    }

    /// Has a message checked and not sent.
    @Override
    public AccountCheck verify() {
        ObjectNode request = JsonBody.object().put("validate_only", true);
        request.putObject("message").put("topic", "parley-check");
        return PushAdapter.check(post(JsonBody.bytes(request)), settings.project());
    }

    @Override
    public void close() {
        http.close();
    }
}
