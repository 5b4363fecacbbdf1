package org.parley.sandbox.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// Twilio's REST API under `/twilio/2010-04-01/`: messages, the account, and the number's webhook.
public final class TwilioProvider implements Provider {
    private static final int MOST_REMEMBERED = 100_000;

    private final TwilioAccount account;
    private final Surroundings around;
    private final TwilioPace pace;
    private final TwilioCallbacks callbacks;
    private final OptOuts optOuts = new OptOuts();
    private final TwilioVoice voice;
    private final Map<String, TwilioMessage> messages = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final long start;

    public TwilioProvider(long seed, Surroundings around) {
        Clock clock = around.clock();
        this.account = TwilioAccount.ofSeed(seed);
        this.around = around;
        this.pace = new TwilioPace(clock);
        this.callbacks = new TwilioCallbacks(account, around.webhooks(), clock);
        this.voice = new TwilioVoice(callbacks, optOuts, () -> sid("SM"));
        this.start = clock.millis();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Voice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "twilio";
    }

    @Override
    public Map<String, String> account(URI desk) {
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("twilioBaseUri", desk.resolve("/twilio").toString());
        sheet.put("twilioAccountSid", account.sid());
        sheet.put("twilioAuthToken", account.authToken());
        sheet.put("twilioFrom", account.number());
        sheet.put("twilioMessagingServiceSid", account.messagingServiceSid());
        return sheet;
    }

    /// Twilio checks nothing when a number gets its webhook.
    @Override
    public Optional<String> subscribe(URI webhook) {
        around.webhooks().target(Channel.SMS, webhook);
        return Optional.empty();
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of("stop", address -> voice.say(address, "STOP"));
    }

    /// How fast the account may go from now on.
    public void rules(TwilioRules rules) {
        pace.rules(rules);
    }

    /// Lets this many segments wait in the number's queue.
    public void fillQueue(int segments) {
        pace.fill(segments);
    }

    /// Whether callbacks are signed with the port in their address.
    public void signPort(boolean sign) {
        callbacks.signPort(sign);
    }

    @Override
    public Answer answer(Call call) {
        if (!authorised(call)) {
            return TwilioError.AUTHENTICATE.reply();
        }
        String base = "/twilio/2010-04-01/Accounts/" + account.sid();
        if (!call.path().startsWith(base)) {
            return TwilioError.NOT_FOUND.reply();
        }
        String rest = call.path().substring(base.length());
        return switch (call.method() + " " + rest) {
            case "POST /Messages.json" -> create(call);
            case "GET .json" -> whoAmI();
            case "GET /IncomingPhoneNumbers.json" -> numbers(Form.read(call.query()));
            default -> resource(call, rest);
        };
    }

    private Answer resource(Call call, String rest) {
        if (call.method().equals("POST")
                && rest.equals("/IncomingPhoneNumbers/" + account.numberSid() + ".json")) {
            return webhookOfNumber(Form.read(call.text()));
        }
        TwilioMessage message =
                messages.get(rest.replaceFirst("^/Messages/", "").replaceFirst("\\.json$", ""));
        return call.method().equals("GET") && message != null
                ? Answer.json(200, Json.write(message.json(false)))
                : TwilioError.NOT_FOUND.reply();
    }

    private boolean authorised(Call call) {
        String expected = account.sid() + ":" + account.authToken();
        String basic =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(expected.getBytes(StandardCharsets.UTF_8));
        return basic.equals(call.header("Authorization"));
    }

    private Answer create(Call call) {
        Form form = Form.read(call.text());
        Optional<TwilioError> tooFast = pace.request();
        if (tooFast.isPresent()) {
            return tooFast.get().reply();
        }
        String to = form.first("To");
        Optional<Refusal> ordered =
                around.refusals()
                        .takeNext(Channel.SMS)
                        .or(() -> around.refusals().of(Channel.SMS, to));
        return FaultyAnswer.of(
                ordered,
                error ->
                        TwilioError.comesLater(error.code())
                                ? take(call, form, error.code())
                                : TwilioError.ordered(error.code()),
                () -> take(call, form, 0));
    }

    /// @param failure told by the status callback; 0 leaves it to the handset
    private Answer.Reply take(Call call, Form form, int failure) {
        Optional<TwilioError> finding =
                MessageRules.check(form, account)
                        .or(() ->
                                optOuts.isOut(form.first("To"))
                                        ? Optional.of(TwilioError.UNSUBSCRIBED)
                                        : Optional.empty());
        TwilioMessage message =
                new TwilioMessage(sid("SM"), account, form, around.clock().instant());
        finding = finding.or(() -> pace.enqueue(message.segments()));
        if (finding.isPresent()) {
            return finding.get().reply();
        }
        ObjectNode answer = message.json(true);
        remember(message);
        String tracking = message.trackingId();
        around.received().accept(Channel.SMS, message.to(), tracking, message.sid(), call.body());
        handOver(message, failure);
        return Answer.json(201, Json.write(answer));
    }

    private void handOver(TwilioMessage message, int failure) {
        Customers customers = around.customers();
        int code =
                failure != 0 || customers.book().reachable(Channel.SMS, message.to())
                        ? failure
                        : 30_005;
        if (code != 0) {
            around.agenda()
                    .in(
                            Duration.ZERO,
                            () -> callbacks.status(message, TwilioError.statusOf(code), code));
            return;
        }
        if (customers.silentOn(Channel.SMS)) {
            return;
        }
        voice.underway(message);
        around.agenda().in(Duration.ZERO, () -> callbacks.status(message, "sent", 0));
        String tracking = message.trackingId();
        customers.receive(
                new Incoming(
                        Channel.SMS,
                        message.to(),
                        customers.key(Channel.SMS, message.to(), tracking),
                        message.sid(),
                        tracking,
                        "sms",
                        PlainText.links(message.body()),
                        PlainText.numbered(message.body()),
                        null));
    }

    private void remember(TwilioMessage message) {
        if (messages.size() >= MOST_REMEMBERED) {
            messages.clear();
        }
        messages.put(message.sid(), message);
    }

    private Answer whoAmI() {
        return Answer.json(
                200,
                Json.write(
                        Json.object()
                                .put("sid", account.sid())
                                .put("friendly_name", "Sandbox")
                                .put("status", "active")
                                .put("type", "Full")));
    }

    private Answer numbers(Form query) {
        ObjectNode answer = Json.object();
        var list = answer.putArray("incoming_phone_numbers");
        String asked = query.first("PhoneNumber");
        if (asked.isEmpty() || asked.equals(account.number())) {
            list.add(number());
        }
        return Answer.json(200, Json.write(answer));
    }

    private Answer webhookOfNumber(Form form) {
        if (form.has("SmsUrl")) {
            around.webhooks().target(Channel.SMS, URI.create(form.first("SmsUrl")));
        }
        return Answer.json(200, Json.write(number()));
    }

    private ObjectNode number() {
        String url = around.webhooks().target(Channel.SMS).map(URI::toString).orElse("");
        return Json.object()
                .put("sid", account.numberSid())
                .put("account_sid", account.sid())
                .put("phone_number", account.number())
                .put("sms_url", url)
                .put("sms_method", "POST");
    }

    private String sid(String prefix) {
        Dice dice = Dice.of(start, "sid", Long.toString(count.incrementAndGet()));
        return prefix + dice.hex("1") + dice.hex("2");
    }
}
