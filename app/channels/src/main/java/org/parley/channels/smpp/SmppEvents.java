package org.parley.channels.smpp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.channels.sms.Keywords;
import org.parley.channels.wire.JsonBody;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import tools.jackson.databind.node.ObjectNode;

/// What came over the session, in the JSON in which {@link SmppInbound} writes it down.
final class SmppEvents {

    private SmppEvents() {}

    static List<InboundEvent> parse(byte[] body, boolean decimalReceipts) {
        ObjectNode pdu = JsonBody.webhook(body);
        Instant at = JsonBody.time(pdu, "at", "pdu", true);
        String text = pdu.path("text").asString("");
        if (pdu.path("receipt").asBoolean(false)) {
            ReceiptText receipt =
                    ReceiptText.read(
                                    text,
                                    JsonBody.text(pdu, "receiptedId"),
                                    pdu.path("messageState").asInt(0))
                            .orElseThrow(() ->
                                    new MalformedWebhookException("No id and stat in a receipt"));
            return receipt(receipt, decimalReceipts, at);
        }
        String from = JsonBody.required(pdu, "from", "pdu");
        String address = from.matches("\\d+") ? "+" + from : from;
        List<InboundEvent> events = new ArrayList<>();
        events.add(
                new Reply(
                        address, JsonBody.required(pdu, "id", "pdu"), text, null, null, null, at));
        events.addAll(Keywords.consent("smpp", address, text, at));
        return events;
    }

    private static List<InboundEvent> receipt(ReceiptText receipt, boolean decimal, Instant at) {
        ReceiptKind kind =
                switch (receipt.state()) {
                    case "DELIVRD" -> ReceiptKind.DELIVERED;
                    case "EXPIRED" -> ReceiptKind.EXPIRED;
                    case "UNDELIV", "REJECTD", "DELETED" -> ReceiptKind.FAILED;
                    // ENROUTE, ACCEPTD, UNKNOWN: not the end
                    default -> null;
                };
        if (kind == null) {
            return List.of();
        }
        return List.of(
                new Receipt(
                        kind,
                        id(receipt.id(), decimal),
                        null,
                        failure(receipt.state()),
                        kind == ReceiptKind.DELIVERED ? null : code(receipt),
                        at));
    }

    private static @Nullable FailureClass failure(String state) {
        return switch (state) {
            case "UNDELIV" -> FailureClass.RECIPIENT;
            case "REJECTD" -> FailureClass.POLICY;
            case "DELETED" -> FailureClass.RETRYABLE;
            default -> null;
        };
    }

    private static String code(ReceiptText receipt) {
        return receipt.error() == null ? receipt.state() : receipt.state() + " " + receipt.error();
    }

    /// As the answer named the message: without leading zeros, letters small.
    static String id(String id, boolean decimal) {
        if (decimal && id.matches("\\d{1,18}")) {
            return Long.toHexString(Long.parseLong(id));
        }
        String small = id.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
        return small;
    }
}
