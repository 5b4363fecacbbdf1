package org.parley.channels.infobip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.Keywords;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Infobip's reports: deliveries, seen messages and messages of people, several in one body.
final class InfobipEvents {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][xx]", Locale.ROOT);

    static final ErrorTable ERRORS = ErrorTable.beside(InfobipEvents.class);

    private final List<InboundEvent> events = new ArrayList<>();

    private InfobipEvents() {}

    static List<InboundEvent> parse(byte[] body) {
        ObjectNode report = JsonBody.webhook(body);
        InfobipEvents found = new InfobipEvents();
        if (report.path("results").isArray()) {
            report.path("results").forEach(found::result);
        } else {
            found.result(report);
        }
        return List.copyOf(found.events);
    }

    private void result(JsonNode result) {
        if (result.has("seenAt")) {
            receipt(result, ReceiptKind.READ, null, null, time(result, "seenAt"));
        } else if (result.has("status")) {
            status(result);
        } else if (result.has("message")) {
            message(result);
        }
    }

    private void status(JsonNode result) {
        Instant at = time(result, "doneAt");
        switch (result.path("status").path("groupName").asString("")) {
            case "DELIVERED" -> receipt(result, ReceiptKind.DELIVERED, null, null, at);
            case "EXPIRED" -> receipt(result, ReceiptKind.EXPIRED, null, null, at);
            case "UNDELIVERABLE", "REJECTED" -> failed(result, at);
            default -> {
                // ACCEPTED, PENDING: nothing that the answer did not say
            }
        }
    }

    private void failed(JsonNode result, Instant at) {
        JsonNode error = result.path("error");
        String code = Integer.toString(error.path("id").asInt(0));
        FailureClass others =
                error.path("permanent").asBoolean(true)
                        ? FailureClass.RECIPIENT
                        : FailureClass.RETRYABLE;
        FailureClass failure = ERRORS.find(code).map(ErrorTable.Row::failure).orElse(others);
        receipt(result, ReceiptKind.FAILED, failure, code, at);
        String to = JsonBody.text(result, "to");
        if (failure == FailureClass.OPTED_OUT && to != null) {
            events.add(new OptOut(number(to), "viber business: error " + code, at));
        }
    }

    private void message(JsonNode result) {
        String from = number(JsonBody.required(result, "sender", "result"));
        Instant at = time(result, "receivedAt");
        JsonNode message = result.path("message");
        String words = message.path("text").asString("");
        String text =
                words.isEmpty() ? "[" + message.path("type").asString("message") + "]" : words;
        events.add(
                new Reply(
                        from,
                        JsonBody.required(result, "messageId", "result"),
                        text,
                        null,
                        JsonBody.text(result, "pairedMessageId"),
                        JsonBody.messageId(JsonBody.text(result, "pairedMessageId")),
                        at));
        events.addAll(Keywords.consent("viber business", from, text, at));
    }

    private void receipt(
            JsonNode result,
            ReceiptKind kind,
            @Nullable FailureClass failure,
            @Nullable String code,
            Instant at) {
        String id = JsonBody.required(result, "messageId", "result");
        events.add(new Receipt(kind, id, JsonBody.messageId(id), failure, code, at));
    }

    private static String number(String digits) {
        return digits.startsWith("+") ? digits : "+" + digits;
    }

    private static Instant time(JsonNode result, String field) {
        try {
            return OffsetDateTime.parse(JsonBody.required(result, field, "result"), TIME)
                    .toInstant();
        } catch (DateTimeException wrong) {
            throw new MalformedWebhookException("No time at result." + field);
        }
    }
}
