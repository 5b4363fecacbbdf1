package org.parley.channels.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.SmsCapabilities;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.Compiled;
import org.parley.channels.wire.FormBody;
import org.parley.channels.wire.JsonBody;
import org.parley.channels.wire.ProviderHttp;
import org.parley.core.carriage.Reducer;
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
import org.parley.core.content.Part;
import org.parley.core.kernel.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Channel `sms` through one Twilio sender, with pictures where the sender may send MMS. Twilio
/// recognises no repeated send: without an answer the outcome is unknown until a status callback
/// comes.
public final class TwilioAccount implements ChannelAdapter, AutoCloseable {

    /// Asks Twilio to repeat a callback that failed ("Webhooks: connection overrides").
    private static final String REPEATED = "#rc=5&rp=all";

    private final TwilioSettings settings;
    private final Capabilities capabilities;
    private final ProviderHttp http;
    private final TwilioSignature signature;
    private final Clock clock;

    public TwilioAccount(TwilioSettings settings, Clock clock) {
        this.settings = settings;
        this.capabilities =
                (settings.mms() ? TwilioCapabilities.WITH_MEDIA : TwilioCapabilities.TEXT_ALONE)
                        .paced(settings.pace().concurrency(), settings.pace().perSecond());
        this.http = new ProviderHttp(settings.pace());
        this.signature = new TwilioSignature(settings.authToken(), settings.webhook());
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return SmsCapabilities.CHANNEL;
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
        return TwilioEvents.ERRORS.saysAddressIsGone(code);
    }

    @Override
    public SendOutcome send(OutboundMessage message) {
        return switch (compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused();
            case Compiled.Ready ready ->
                    post("/Messages.json", ready.body()).outcome(TwilioAccount::outcome);
        };
    }

    @Override
    public String preview(OutboundMessage message) {
        return switch (compile(message)) {
            case Compiled.Unfit unfit -> unfit.refused().detail();
            case Compiled.Ready ready -> new String(ready.body(), StandardCharsets.US_ASCII);
        };
    }

    private Compiled compile(OutboundMessage message) {
        return switch (Reducer.reduce(
                message.content(), capabilities.carriage(), message.windowOpen())) {
            case Reduction.Unfit unfit -> new Compiled.Unfit(unfit.reason());
            case Reduction.Templated _ -> throw new IllegalStateException("SMS has no templates");
            case Reduction.Free free -> {
                List<Map.Entry<String, String>> form = new ArrayList<>();
                form.add(Map.entry("To", message.address()));
                form.add(
                        Map.entry(
                                settings.viaService() ? "MessagingServiceSid" : "From",
                                settings.sender()));
                Part body = free.content().body();
                if (body.text() != null) {
                    form.add(Map.entry("Body", body.text()));
                }
                if (body instanceof Part.Media media) {
                    form.add(Map.entry("MediaUrl", media.url().toASCIIString()));
                }
                form.add(Map.entry("StatusCallback", settings.webhook() + REPEATED));
                yield new Compiled.Ready(FormBody.write(form));
            }
        };
    }

    private static SendOutcome outcome(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        String sid = body == null ? null : JsonBody.text(body, "sid");
        if (answered.status() / 100 == 2) {
            return sid == null
                    ? new SendOutcome.Unknown("Twilio said yes without a sid")
                    : new SendOutcome.Accepted(sid);
        }
        return refused(answered, body);
    }

    private static SendOutcome refused(Answer.Answered answered, @Nullable ObjectNode body) {
        String code = body == null ? null : JsonBody.text(body, "code");
        if (body == null || code == null) {
            return answered.byStatus();
        }
        if (answered.status() >= 500 && TwilioEvents.ERRORS.find(code).isEmpty()) {
            return answered.byStatus();
        }
        String words = JsonBody.text(body, "message");
        return TwilioEvents.ERRORS.refused(
                code,
                words == null ? "Twilio gave no reason" : words,
                FailureClass.CONFIGURATION,
                answered.retryAfter());
    }

    @Override
    public AccountCheck verify() {
        return call("GET", ".json", new byte[0]).check(TwilioAccount::identity);
    }

    private static AccountCheck identity(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        if (body == null) {
            return new AccountCheck.NoAnswer("Twilio answered " + answered.status());
        }
        String status = body.path("status").asString("");
        return status.equals("active")
                ? new AccountCheck.Works(body.path("friendly_name").asString(""))
                : new AccountCheck.Refused(
                        "http-" + answered.status(),
                        status.isEmpty()
                                ? "Twilio does not accept the account"
                                : "The account is " + status);
    }

    /// Sets the address to which the number's incoming messages go. A messaging service keeps its
    /// own, in the console.
    @Override
    public WebhookRegistration registerWebhook(URI address) {
        if (settings.viaService()) {
            return new WebhookRegistration.ByHand("Twilio's console, Messaging Services");
        }
        String query =
                "?"
                        + new String(
                                FormBody.write(
                                        List.of(Map.entry("PhoneNumber", settings.sender()))),
                                StandardCharsets.US_ASCII);
        return call("GET", "/IncomingPhoneNumbers.json" + query, new byte[0])
                .registration(found -> register(address, found));
    }

    /// @param found the numbers of the account that are the sender
    private WebhookRegistration register(URI address, Answer.Answered found) {
        ObjectNode list = JsonBody.answer(found.body());
        if (list == null || found.status() / 100 != 2) {
            return registered(found);
        }
        String sid = JsonBody.text(list.path("incoming_phone_numbers").path(0), "sid");
        if (sid == null) {
            return new WebhookRegistration.NotRegistered(
                    "no-number", "The account has no number " + settings.sender());
        }
        return post(
                        "/IncomingPhoneNumbers/" + sid + ".json",
                        FormBody.write(
                                List.of(
                                        Map.entry("SmsUrl", address.toString()),
                                        Map.entry("SmsMethod", "POST"))))
                .registration(TwilioAccount::registered);
    }

    private static WebhookRegistration registered(Answer.Answered answered) {
        ObjectNode body = JsonBody.answer(answered.body());
        String words = body == null ? null : JsonBody.text(body, "message");
        return body != null && answered.status() / 100 == 2
                ? new WebhookRegistration.Registered()
                : new WebhookRegistration.NotRegistered(
                        "http-" + answered.status(),
                        words == null ? "Twilio gave no reason" : words);
    }

    @Override
    public boolean authentic(WebhookRequest request) {
        return FormBody.read(request.body())
                .map(form -> signature.matches(request.header("x-twilio-signature"), form))
                .orElse(false);
    }

    @Override
    public List<InboundEvent> parse(byte[] body) {
        return TwilioEvents.parse(body, clock.instant());
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer post(String path, byte[] form) {
        return call("POST", path, form);
    }

    private Answer call(String method, String path, byte[] body) {
        String basic = settings.accountSid() + ":" + settings.authToken().value();
        URI address =
                settings.baseUri().resolve("2010-04-01/Accounts/" + settings.accountSid() + path);
        return http.call(
                method,
                address,
                Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(basic.getBytes(StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded; charset=utf-8"),
                body);
    }
}
