package org.parley.sandbox.whatsapp;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.graph.Handshake;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ObjectNode;

/// The Cloud API under `/whatsapp/{version}/`: messages, marketing messages and who-am-I of the
/// number, templates and the subscription of the business account.
public final class WhatsAppSite implements Provider {
    private final WhatsAppNumber number;
    private final WhatsAppVoice voice;
    private final WhatsAppTemplates templates = new WhatsAppTemplates();
    private final Sending sending;
    private final TemplateDesk desk;
    private final Refusals refusals;
    private final Handshake handshake;

    public WhatsAppSite(WhatsAppAccount account, WhatsAppRules rules, Surroundings around) {
        this.number = new WhatsAppNumber(account, around.customers().book(), around.clock());
        this.voice =
                new WhatsAppVoice(
                        number,
                        around.webhooks(),
                        around.agenda(),
                        message ->
                                around.customers()
                                        .plan(Channel.WHATSAPP, message.address(), message.key())
                                        .read());
        WhatsAppDelivery delivery =
                new WhatsAppDelivery(number, voice, around, rules.reportedLater());
        this.sending =
                new Sending(
                        number,
                        delivery,
                        new TemplateRules(templates),
                        new RateWindow(rules.perSecond(), around.clock()),
                        rules.pairRate());
        this.desk = new TemplateDesk(number, templates, around.webhooks());
        this.refusals = around.refusals();
        this.handshake =
                new Handshake(
                        Channel.WHATSAPP, around.http(), around.webhooks(), account.verifyToken());
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    @Override
    public WhatsAppVoice voice() {
        return voice;
    }

    @Override
    public String segment() {
        return "whatsapp";
    }

    @Override
    public Map<String, String> account(URI desk) {
        WhatsAppAccount account = number.account();
        return Map.of(
                "whatsAppBaseUri", desk.resolve("/whatsapp").toString(),
                "whatsAppAccessToken", account.accessToken(),
                "whatsAppAppSecret", account.appSecret(),
                "whatsAppVerifyToken", account.verifyToken(),
                "whatsAppPhoneNumberId", account.phoneNumberId(),
                "whatsAppBusinessAccountId", account.businessAccountId(),
                "whatsAppDisplayPhoneNumber", account.displayPhoneNumber());
    }

    @Override
    public Map<String, Consumer<String>> deeds() {
        return Map.of(
                "stopMarketing", address -> voice.preferMarketing(address, false),
                "resumeMarketing", address -> voice.preferMarketing(address, true),
                "openWindow", address -> voice.window(address, true),
                "closeWindow", address -> voice.window(address, false));
    }

    /// Changes what Meta thinks of a template, with the webhook that says so.
    public void judge(
            String name, String language, WhatsAppTemplate.Status status, @Nullable String reason) {
        desk.judge(name, language, status, reason);
    }

    /// The same for its quality: GREEN, YELLOW, RED or UNKNOWN.
    public void quality(String name, String language, String before, String quality) {
        desk.quality(name, language, before, quality);
    }

    /// Counts a template otherwise, with the webhook that says so.
    public void classify(String name, String language, WhatsAppTemplate.Category category) {
        desk.classify(name, language, category);
    }

    /// Whether the number takes part in the Marketing Messages API.
    public void onboarded(boolean toMarketingMessages) {
        sending.onboarded(toMarketingMessages);
    }

    public WhatsAppTemplates templates() {
        return templates;
    }

    /// Subscribes Parley's webhook after Meta's handshake. Empty when it stands, else the trouble.
    @Override
    public Optional<String> subscribe(URI webhook) {
        return handshake.subscribe(webhook);
    }

    @Override
    public Answer answer(Call call) {
        String[] path = call.path().split("/", -1);
        if (path.length < 4 || path.length > 5 || !path[2].matches("v\\d+\\.\\d+")) {
            return GraphError.parameter("Unknown path components: " + call.path())
                    .reply(trace(call));
        }
        if (!authorised(call.header("Authorization"))) {
            return new GraphError(GraphError.AUTHORISATION, "").reply(trace(call));
        }
        String edge = path.length == 5 ? path[4] : "";
        if (path[3].equals(number.account().businessAccountId())) {
            return business(call, edge);
        }
        if (!path[3].equals(number.account().phoneNumberId())) {
            return unknownNumber(path[3], trace(call));
        }
        return switch (call.method() + " " + edge) {
            case "GET " -> me();
            case "POST messages" -> messages(call, false);
            case "POST marketing_messages" -> messages(call, true);
            default ->
                    GraphError.parameter("Unknown path components: " + call.path())
                            .reply(trace(call));
        };
    }

    private Answer business(Call call, String edge) {
        ObjectNode body = Json.readObject(call.body()).orElseGet(Json::object);
        return switch (call.method() + " " + edge) {
            case "GET message_templates" ->
                    Answer.json(200, Json.write(desk.list(Form.read(call.query()))));
            case "POST message_templates" -> createTemplate(call, body);
            case "POST subscribed_apps" -> subscribeApp(call, body);
            default ->
                    GraphError.parameter("Unknown path components: " + call.path())
                            .reply(trace(call));
        };
    }

    private Answer messages(Call call, boolean marketing) {
        ObjectNode body = Json.readObject(call.body()).orElse(null);
        if (body == null) {
            return GraphError.parameter("The body is not a JSON object").reply(trace(call));
        }
        if (body.path("status").asString("").equals("read")) {
            return Answer.json(200, "{\"success\":true}");
        }
        return FaultyAnswer.of(
                refusals.takeNext(Channel.WHATSAPP)
                        .or(() -> refusals.of(Channel.WHATSAPP, body.path("to").asString(""))),
                error -> GraphError.ordered(error.code()).reply(trace(call)),
                () -> sending.send(body, call.body(), marketing, trace(call)));
    }

    /// Who-am-I of the number.
    private Answer me() {
        WhatsAppAccount account = number.account();
        return Answer.json(
                200,
                Json.write(
                        Json.object()
                                .put("verified_name", "Sandbox shop")
                                .put("display_phone_number", account.displayPhoneNumber())
                                .put("quality_rating", "GREEN")
                                .put("throughput_level", "STANDARD")
                                .put("id", account.phoneNumberId())));
    }

    private Answer createTemplate(Call call, ObjectNode body) {
        GraphFindings findings = new GraphFindings();
        WhatsAppTemplate template = desk.create(body, findings);
        return findings.first()
                .map(error -> error.reply(trace(call)))
                .orElseGet(() ->
                        Answer.json(
                                200,
                                Json.write(
                                        Json.object()
                                                .put("id", TemplateDesk.id(template))
                                                .put("status", template.status().name())
                                                .put("category", template.category().name()))));
    }

    /// Subscribes the app to the business account, with a webhook of its own if it names one.
    private Answer subscribeApp(Call call, ObjectNode body) {
        String callback = body.path("override_callback_uri").asString("");
        if (callback.isEmpty()) {
            return Answer.json(200, "{\"success\":true}");
        }
        return handshake
                .subscribe(URI.create(callback), body.path("verify_token").asString(""))
                .map(trouble ->
                        new GraphError(2200, "Callback verification failed: " + trouble)
                                .reply(trace(call)))
                .orElseGet(() -> Answer.json(200, "{\"success\":true}"));
    }

    private boolean authorised(@Nullable String header) {
        return header != null && header.equals("Bearer " + number.account().accessToken());
    }

    /// Graph says the same of an object that is missing and of one that is somebody else's.
    private static Answer.Reply unknownNumber(String id, String trace) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put(
                        "message",
                        "Unsupported post request. Object with ID '%s' does not exist, cannot be"
                                        .formatted(id)
                                + " loaded due to missing permissions, or does not support this"
                                + " operation")
                .put("type", "GraphMethodException")
                .put("code", 100)
                .put("error_subcode", 33)
                .put("fbtrace_id", trace);
        return Answer.json(400, Json.write(body));
    }

    private static String trace(Call call) {
        return "A" + Dice.of(0, call.path(), call.text()).hex("trace").substring(0, 15);
    }
}
