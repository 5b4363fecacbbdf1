package org.parley.sandbox.whatsapp;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.graph.Handshake;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.FaultyAnswer;
import org.parley.sandbox.refusal.Refusals;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ObjectNode;

/// The Cloud API under `/whatsapp/{version}/{phoneNumberId}/messages`.
public final class WhatsAppSite implements Provider {
    private final WhatsAppNumber number;
    private final WhatsAppVoice voice;
    private final WhatsAppDelivery delivery;
    private final WhatsAppTemplates templates = new WhatsAppTemplates();
    private final TemplateRules templateRules = new TemplateRules(templates);
    private final RateWindow rate;
    private final Refusals refusals;
    private final Handshake handshake;

    public WhatsAppSite(WhatsAppAccount account, WhatsAppRules rules, Surroundings around) {
        this.number = new WhatsAppNumber(account, around.customers().book(), around.clock());
        this.voice = new WhatsAppVoice(number, around.webhooks(), around.agenda());
        this.delivery = new WhatsAppDelivery(number, voice, around, rules.reportedLater());
        this.rate = new RateWindow(rules.perSecond(), around.clock());
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
        boolean messages = path.length == 5 && path[4].equals("messages");
        if (!messages || !path[2].matches("v\\d+\\.\\d+") || !call.method().equals("POST")) {
            return GraphError.parameter("Unknown path components: " + call.path())
                    .reply(trace(call));
        }
        if (!authorised(call.header("Authorization"))) {
            return new GraphError(GraphError.AUTHORISATION, "").reply(trace(call));
        }
        if (!path[3].equals(number.account().phoneNumberId())) {
            return unknownNumber(path[3], trace(call));
        }
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
                () -> send(call, body));
    }

    private Answer.Reply send(Call call, ObjectNode body) {
        GraphFindings findings = new GraphFindings();
        MessageRules.envelope(body, findings);
        WhatsAppTemplate template = null;
        if (body.path("type").asString("").equals("template")) {
            if (Json.lacks(body, "template")) {
                findings.add(GraphError.missing("template"));
            } else if (findings.clean()) {
                template = templateRules.check(body.path("template"), findings).orElse(null);
            }
        } else {
            MessageRules.content(body, findings);
        }
        Optional<GraphError> error = findings.first();
        if (error.isPresent()) {
            return error.get().reply(trace(call));
        }
        if (!rate.take()) {
            return new GraphError(
                            GraphError.RATE,
                            "Message failed to send because there were too many messages sent from"
                                    + " this phone number in a short period of time")
                    .reply(trace(call));
        }
        String to = body.path("to").asString("");
        String waId = Channel.WHATSAPP.normalise(to);
        return switch (delivery.deliver(body, call.body(), waId, template)) {
            case WhatsAppDelivery.Result.Accepted(String id) -> accepted(to, waId, id, template);
            case WhatsAppDelivery.Result.Refused(GraphError why) -> why.reply(trace(call));
        };
    }

    private Answer.Reply accepted(
            String to, String waId, String id, @Nullable WhatsAppTemplate template) {
        ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
        answer.putArray("contacts")
                .addObject()
                .put("input", to)
                .put("wa_id", waId)
                .put("user_id", number.scopedUserId(waId));
        ObjectNode message = answer.putArray("messages").addObject().put("id", id);
        if (template != null) {
            message.put("message_status", "accepted");
        }
        return Answer.json(200, Json.write(answer));
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
