package org.parley.channels.rcs;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parley.channels.google.AccessTokens;
import org.parley.channels.google.AccessTokens.Token;
import org.parley.channels.google.ServiceAccount;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.Revocation;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.LintFinding;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `rcs` through one agent. The message's id at Google is made from ours, so that a
/// repeated send is recognised.
public final class RcsAccount implements ChannelAdapter, AutoCloseable {

    public static final Capabilities DECLARED = RcsCapabilities.DECLARED;

    static final ErrorTable ERRORS = ErrorTable.beside(RcsAccount.class);

    private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";

    /// Reserved for fiction: asking about it bothers nobody.
    private static final String NOBODY = "+15550100000";

    /// What somebody's phone can show.
    public sealed interface Reach {
        /// @param features such as `RICHCARD_CAROUSEL`
        record Has(Set<String> features) implements Reach {}

        /// No RCS, or not on this carrier.
        record None() implements Reach {}

        record NotTold(String detail) implements Reach {}
    }

    private final RcsSettings settings;
    private final Capabilities capabilities;
    private final RcsCompiler compiler;
    private final ProviderHttp http;
    private final AccessTokens tokens;

    public RcsAccount(RcsSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.compiler = new RcsCompiler(settings);
        this.http = new ProviderHttp(settings.pace());
        this.tokens =
                new AccessTokens(
                        new ServiceAccount(settings.serviceAccount().value()), SCOPE, http, clock);
    }

    @Override
    public Channel channel() {
        return RcsCapabilities.CHANNEL;
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
    public SendOutcome send(OutboundMessage message) {
        return switch (compiler.compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready -> {
                String id = idOf(message.id());
                String resource = phone(message.address()) + "/agentMessages?messageId=" + id + "&";
                yield outcome(id, call("POST", resource, ready.body()));
            }
        };
    }

    @Override
    public String preview(OutboundMessage message) {
        return compiler.compile(message).preview();
    }

    /// Google takes back what is not on the phone yet, and answers alike whether or not that was in
    /// time, or the message known: what arrived before is told by its receipt.
    @Override
    public Revocation revoke(String address, String providerMessageId) {
        String resource = phone(address) + "/agentMessages/" + providerMessageId + "?";
        return switch (call("DELETE", resource, new byte[0])) {
            case Called.With(Answer.Answered answered) when answered.status() == 200 ->
                    Revocation.GONE;
            case Called.With _, Called.Not _ -> Revocation.UNCERTAIN;
        };
    }

    /// Asks what a phone can show before anything is sent to it.
    public Reach reach(String address) {
        String resource = phone(address) + "/capabilities?requestId=" + UUID.randomUUID() + "&";
        return switch (call("GET", resource, new byte[0])) {
            case Called.Not(var outcome) -> new Reach.NotTold(String.valueOf(outcome));
            case Called.With(Answer.Answered answered) when answered.status() == 200 -> {
                Set<String> features = new HashSet<>();
                ObjectNode body = JsonBody.answer(answered.body());
                if (body != null) {
                    body.path("features").forEach(each -> features.add(each.asString("")));
                }
                yield new Reach.Has(Set.copyOf(features));
            }
            case Called.With(Answer.Answered answered) when answered.status() == 404 ->
                    new Reach.None();
            case Called.With(Answer.Answered answered) ->
                    new Reach.NotTold("Google answered " + answered.status());
        };
    }

    private SendOutcome outcome(String id, Called called) {
        return switch (called) {
            case Called.Not(var outcome) -> outcome;
            case Called.With(Answer.Answered answered) -> {
                // 409: the same id was taken over before.
                if (answered.status() == 200 || answered.status() == 409) {
                    yield new SendOutcome.Accepted(id);
                }
                yield refused(answered);
            }
        };
    }

    private SendOutcome refused(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        JsonNode error = body == null ? JsonBody.object() : body.path("error");
        String status = JsonBody.text(error, "status");
        if (status == null) {
            return answered.byStatus();
        }
        SendOutcome.Refused refused =
                ERRORS.refused(
                        status,
                        error.path("message").asString(""),
                        FailureClass.CONFIGURATION,
                        answered.retryAfter());
        if (refused.failure() == FailureClass.AUTH) {
            tokens.forget();
        }
        return refused;
    }

    /// Asks which of one number that belongs to nobody can be reached.
    @Override
    public AccountCheck verify() {
        ObjectNode request = JsonBody.object().put("agentId", settings.agentId());
        request.putArray("users").add(NOBODY);
        return switch (post("v1/users:batchGet", JsonBody.bytes(request))) {
            case Called.Not(SendOutcome.Refused refused)
                    when refused.failure() == FailureClass.AUTH ->
                    new AccountCheck.Refused(refused.code(), refused.detail());
            case Called.Not(var outcome) -> new AccountCheck.NoAnswer(String.valueOf(outcome));
            case Called.With(Answer.Answered answered) when answered.status() == 200 ->
                    new AccountCheck.Works(settings.agentId());
            case Called.With(Answer.Answered answered) ->
                    refused(answered) instanceof SendOutcome.Refused refused
                            ? new AccountCheck.Refused(refused.code(), refused.detail())
                            : new AccountCheck.NoAnswer("Google answered " + answered.status());
        };
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        return new WebhookRegistration.ByHand("the RBM developer console, Integrations");
    }

    /// Google brings a secret and wants it back.
    @Override
    public Optional<String> challenge(WebhookRequest request) {
        ObjectNode body = JsonBody.answer(request.body());
        return body != null && body.has("clientToken") && authentic(request)
                ? Optional.ofNullable(JsonBody.text(body, "secret"))
                : Optional.empty();
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        ObjectNode body = JsonBody.answer(request.body());
        if (body == null) {
            return false;
        }
        String token = JsonBody.text(body, "clientToken");
        if (token != null) {
            return MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8), settings.clientToken().bytes());
        }
        byte[] data = RcsEvents.data(body);
        String given = request.header("x-goog-signature");
        return data != null
                && given != null
                && MessageDigest.isEqual(sign(data), given.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sign(byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(settings.clientToken().bytes(), "HmacSHA512"));
            return Base64.getEncoder().encode(mac.doFinal(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return RcsEvents.parse(body);
    }

    @Override
    public void close() {
        http.close();
    }

    private String idOf(MessageId id) {
        String name = settings.account() + "/" + id;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String phone(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    /// One call of the API; what it says, or why it did not take place.
    private sealed interface Called {
        record With(Answer.Answered answer) implements Called {}

        record Not(SendOutcome outcome) implements Called {}
    }

    private Called call(String method, String resource, byte[] body) {
        return exchange(method, "v1/phones/" + resource + "agentId=" + settings.agentId(), body);
    }

    private Called post(String path, byte[] body) {
        return exchange("POST", path, body);
    }

    private Called exchange(String method, String path, byte[] body) {
        return switch (tokens.get()) {
            case Token.None(var outcome) -> new Called.Not(outcome);
            case Token.Valid(var token) ->
                    switch (http.call(
                            method,
                            settings.baseUri().resolve(path),
                            Map.of(
                                    "Authorization",
                                    "Bearer " + token,
                                    "Content-Type",
                                    "application/json; charset=utf-8"),
                            body)) {
                        case Answer.Answered answered -> new Called.With(answered);
                        case Answer.NotSent notSent -> new Called.Not(notSent.outcome());
                        case Answer.NoAnswer noAnswer -> new Called.Not(noAnswer.outcome());
                    };
        };
    }
}
