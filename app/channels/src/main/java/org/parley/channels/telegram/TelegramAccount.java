package org.parley.channels.telegram;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.Hmac;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.carriage.Reducer;
import org.parley.core.carriage.Reduction;
import org.parley.core.channel.AccountCheck;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.OutboundMessage;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.LintFinding;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Channel `telegram` through one bot. An address is the person's chat id.
public final class TelegramAccount implements ChannelAdapter, AutoCloseable {

    public static final Channel CHANNEL = TelegramCapabilities.CHANNEL;

    public static final Capabilities DECLARED = TelegramCapabilities.DECLARED;

    private static final List<String> UPDATES =
            List.of("message", "callback_query", "my_chat_member");

    private final TelegramSettings settings;
    private final Clock clock;
    private final Capabilities capabilities;
    private final ProviderHttp http;

    public TelegramAccount(TelegramSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.capabilities =
                DECLARED.paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
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
        return TelegramCompiler.misfits(reduction);
    }

    @Override
    public boolean saysAddressIsGone(String code) {
        return TelegramError.TABLE.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        Reduction reduction = reduce(message);
        return switch (reduction) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason()).refused();
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Telegram has no templates");
            case Reduction.Free free -> {
                List<LintFinding> misfits = misfits(reduction);
                yield misfits.isEmpty()
                        ? post(TelegramCompiler.call(message.address(), free.content()))
                                .outcome(TelegramAccount::outcome)
                        : new Compiled.Unfit(misfits.getFirst()).refused();
            }
        };
    }

    private static Reduction reduce(OutboundMessage message) {
        return Reducer.reduce(message.content(), DECLARED.carriage(), message.windowOpen());
    }

    private static SendOutcome outcome(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null || !body.path("ok").isBoolean()) {
            return answered.byStatus();
        }
        if (!body.path("ok").booleanValue()) {
            return TelegramError.refused(body);
        }
        // An album is several messages; the first stands for it.
        JsonNode result = body.path("result");
        JsonNode sent = result.isArray() ? result.path(0) : result;
        return sent.has("message_id") && sent.path("chat").has("id")
                ? new SendOutcome.Accepted(TelegramEvents.messageId(sent))
                : new SendOutcome.Unknown("Telegram said ok without a message");
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (reduce(message)) {
            case Reduction.Unfit unfit -> unfit.reason().detail();
            case Reduction.Templated _ ->
                    throw new IllegalStateException("Telegram has no templates");
            case Reduction.Free free -> {
                TelegramCall call = TelegramCompiler.call(message.address(), free.content());
                yield call.method() + " " + JsonBody.pretty(JsonBody.bytes(call.parameters()));
            }
        };
    }

    @Override
    public AccountCheck verify() {
        return post(new TelegramCall("getMe", JsonBody.object())).check(TelegramAccount::identity);
    }

    private static AccountCheck identity(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null) {
            return new AccountCheck.NoAnswer("HTTP " + answered.status());
        }
        if (!body.path("ok").asBoolean(false)) {
            SendOutcome.Refused why = TelegramError.refused(body);
            return new AccountCheck.Refused(why.code(), why.detail());
        }
        return new AccountCheck.Works("@" + body.path("result").path("username").asString(""));
    }

    @Override
    public WebhookRegistration registerWebhook(URI address) {
        ObjectNode request = JsonBody.object().put("url", address.toASCIIString());
        request.put("secret_token", settings.webhookSecret().value());
        ArrayNode updates = request.putArray("allowed_updates");
        UPDATES.forEach(updates::add);
        return post(new TelegramCall("setWebhook", request))
                .registration(TelegramAccount::registered);
    }

    private static WebhookRegistration registered(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body != null && body.path("ok").asBoolean(false)) {
            return new WebhookRegistration.Registered();
        }
        return body == null
                ? new WebhookRegistration.NotRegistered(
                        "http-" + answered.status(), "no readable reason")
                : new WebhookRegistration.NotRegistered(
                        TelegramError.refused(body).code(), TelegramError.refused(body).detail());
    }

    /// Ends the waiting sign on a tapped button. Telegram takes the answer for a few seconds only;
    /// a late one changes nothing.
    @Override
    public Optional<String> acknowledge(InboundEvent.Reply reply) {
        if (!TelegramEvents.isTap(reply)) {
            return Optional.empty();
        }
        ObjectNode answer = JsonBody.object();
        answer.put("callback_query_id", reply.providerMessageId());
        return switch (post(new TelegramCall("answerCallbackQuery", answer))) {
            case Answer.NotSent notSent -> Optional.of(notSent.detail());
            case Answer.NoAnswer noAnswer -> Optional.of(noAnswer.detail());
            case Answer.Answered answered -> {
                ObjectNode body = JsonBody.answer(answered.body());
                yield body != null && body.path("ok").asBoolean(false)
                        ? Optional.empty()
                        : Optional.of("Telegram answered " + answered.status());
            }
        };
    }

    /// Telegram does not sign; it sends back the word that we gave it.
    @Override
    public boolean authentic(WebhookRequest request) {
        String given = request.header("x-telegram-bot-api-secret-token");
        return given != null && Hmac.same(settings.webhookSecret().value(), given);
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return TelegramEvents.parse(body, clock);
    }

    @Override
    public void close() {
        http.close();
    }

    /// The token stands in the address, with a colon that would look like a scheme by itself.
    private Answer post(TelegramCall call) {
        URI address =
                URI.create(
                        settings.baseUri()
                                + "bot"
                                + settings.token().value()
                                + "/"
                                + call.method());
        return http.postJson(address, Map.of(), JsonBody.bytes(call.parameters()));
    }
}
