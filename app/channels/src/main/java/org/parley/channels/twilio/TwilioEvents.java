package org.parley.channels.twilio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.Keywords;
import org.parley.channels.wire.ErrorTable;
import org.parley.channels.wire.FormBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;

/// Twilio's callbacks: the status of a message, or a message of a person. They carry no time.
final class TwilioEvents {

    /// Of answers and of status callbacks alike.
    static final ErrorTable ERRORS = ErrorTable.beside(TwilioEvents.class);

    private TwilioEvents() {}

    /// @param now stands for the time that the callback lacks
    static List<InboundEvent> parse(byte[] body, Instant now) {
        FormBody form =
                FormBody.read(body)
                        .orElseThrow(() -> new MalformedWebhookException("The body is no form"));
        String id = form.required("MessageSid");
        String status = form.text("MessageStatus");
        return status == null ? message(form, id, now) : status(form, id, status, now);
    }

    private static List<InboundEvent> status(FormBody form, String id, String status, Instant now) {
        return switch (status) {
            case "sent" -> List.of(receipt(ReceiptKind.SENT, id, null, null, now));
            case "delivered" -> List.of(receipt(ReceiptKind.DELIVERED, id, null, null, now));
            case "read" -> List.of(receipt(ReceiptKind.READ, id, null, null, now));
            case "failed", "undelivered", "canceled" -> failed(form, id, status, now);
            // queued, accepted, sending: nothing that the answer did not say
            default -> List.of();
        };
    }

    private static List<InboundEvent> failed(FormBody form, String id, String status, Instant now) {
        String code = form.text("ErrorCode");
        FailureClass failure =
                ERRORS.find(code == null ? status : code)
                        .map(ErrorTable.Row::failure)
                        .orElse(FailureClass.RETRYABLE);
        List<InboundEvent> events = new ArrayList<>();
        events.add(receipt(ReceiptKind.FAILED, id, failure, code == null ? status : code, now));
        String to = form.text("To");
        if (failure == FailureClass.OPTED_OUT && to != null) {
            events.add(new OptOut(to, "twilio: error " + code, now));
        }
        return events;
    }

    private static List<InboundEvent> message(FormBody form, String id, Instant now) {
        String from = form.required("From");
        String body = form.text("Body");
        String text = body == null ? placeholder(form) : body;
        List<InboundEvent> events = new ArrayList<>();
        events.add(new Reply(from, id, text, null, null, null, now));
        String type = form.text("OptOutType");
        switch (type == null ? "" : type) {
            case "STOP" -> events.add(new OptOut(from, "twilio: OptOutType STOP", now));
            case "START" -> events.add(new OptIn(from, "twilio: OptOutType START", now));
            case "HELP" -> {}
            default -> events.addAll(Keywords.consent("twilio", from, text, now));
        }
        return events;
    }

    private static String placeholder(FormBody form) {
        String media = form.text("NumMedia");
        return media == null || media.equals("0") ? "" : "[media]";
    }

    private static Receipt receipt(
            ReceiptKind kind,
            String id,
            @Nullable FailureClass failure,
            @Nullable String code,
            Instant at) {
        return new Receipt(kind, id, null, failure, code, at);
    }
}
