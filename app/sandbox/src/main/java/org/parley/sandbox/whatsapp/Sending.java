package org.parley.sandbox.whatsapp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.RateWindow;
import tools.jackson.databind.node.ObjectNode;

/// One send: checked, paced, handed over, answered. The Marketing Messages API is the same with
/// marketing templates only.
final class Sending {
    private final WhatsAppNumber number;
    private final WhatsAppDelivery delivery;
    private final TemplateRules templateRules;
    private final RateWindow rate;
    private final boolean pairRate;
    private volatile boolean onboarded = true;

    Sending(
            WhatsAppNumber number,
            WhatsAppDelivery delivery,
            TemplateRules templateRules,
            RateWindow rate,
            boolean pairRate) {
        this.number = number;
        this.delivery = delivery;
        this.templateRules = templateRules;
        this.rate = rate;
        this.pairRate = pairRate;
    }

    void onboarded(boolean toMarketingMessages) {
        onboarded = toMarketingMessages;
    }

    Answer.Reply send(ObjectNode body, byte[] raw, boolean marketing, String trace) {
        GraphFindings findings = new GraphFindings();
        MessageRules.envelope(body, findings);
        WhatsAppTemplate template = content(body, findings);
        boolean lite = marketing && lite(body, template, findings);
        String waId = recipient(body);
        if (findings.clean()) {
            scopedId(body, template, findings);
            pace(waId, findings);
        }
        Optional<GraphError> error = findings.first();
        if (error.isPresent()) {
            return error.get().reply(trace);
        }
        return switch (delivery.deliver(body, raw, waId, template, lite)) {
            case WhatsAppDelivery.Result.Accepted(String id) -> accepted(body, waId, id, template);
            case WhatsAppDelivery.Result.Refused(GraphError why) -> why.reply(trace);
        };
    }

    private @Nullable WhatsAppTemplate content(ObjectNode body, GraphFindings findings) {
        if (!body.path("type").asString("").equals("template")) {
            MessageRules.content(body, findings);
            return null;
        }
        if (Json.lacks(body, "template")) {
            findings.add(GraphError.missing("template"));
        }
        return findings.clean()
                ? templateRules.check(body.path("template"), findings).orElse(null)
                : null;
    }

    /// Whether it goes by the Marketing Messages API; a number that is not onboarded falls back to
    /// the Cloud API unless the request is strict.
    private boolean lite(
            ObjectNode body, @Nullable WhatsAppTemplate template, GraphFindings findings) {
        if (findings.clean()
                && (template == null
                        || template.category() != WhatsAppTemplate.Category.MARKETING)) {
            findings.add(
                    new GraphError(
                            GraphError.NOT_MARKETING, "Only marketing templates are supported"));
        }
        boolean strict = body.path("product_policy").asString("").equals("STRICT");
        if (!onboarded && strict) {
            findings.add(
                    new GraphError(
                            GraphError.NOT_ALLOWED, "The number is not onboarded to MM API"));
        }
        return onboarded;
    }

    private static void scopedId(
            ObjectNode body, @Nullable WhatsAppTemplate template, GraphFindings findings) {
        if (Json.lacks(body, "to")
                && template != null
                && template.category() == WhatsAppTemplate.Category.AUTHENTICATION) {
            findings.add(
                    new GraphError(GraphError.SCOPED_ID, "One-time passwords need a phone number"));
        }
    }

    private void pace(String waId, GraphFindings findings) {
        if (!rate.take()) {
            findings.add(
                    new GraphError(
                            GraphError.RATE,
                            "Message failed to send because there were too many messages sent from"
                                    + " this phone number in a short period of time"));
        } else if (pairRate && !number.user(waId).takePair(number.now())) {
            findings.add(
                    new GraphError(
                            GraphError.PAIR_RATE,
                            "Too many messages sent from the sender phone number to the same"
                                    + " recipient phone number in a short period of time."));
        }
    }

    private String recipient(ObjectNode body) {
        return Json.lacks(body, "to")
                ? number.waIdOf(body.path("recipient").asString(""))
                : Channel.WHATSAPP.normalise(body.path("to").asString(""));
    }

    private Answer.Reply accepted(
            ObjectNode body, String waId, String id, @Nullable WhatsAppTemplate template) {
        ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
        ObjectNode contact = answer.putArray("contacts").addObject();
        contact.put("input", body.path("to").asString(body.path("recipient").asString("")));
        number.name(contact, "wa_id", "user_id", waId);
        ObjectNode message = answer.putArray("messages").addObject().put("id", id);
        if (template != null) {
            message.put("message_status", "accepted");
        }
        return Answer.json(200, Json.write(answer));
    }
}
