package org.parley.channels.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.parley.channels.sms.SmsParts;
import org.parley.channels.wire.JsonBody;
import tools.jackson.databind.node.ObjectNode;

/// Writes down each `deliver_sm` and hands it on. Only what was taken is answered with OK; the rest
/// the centre delivers again.
final class SmppInbound implements MessageReceiverListener {

    private final Clock clock;
    private volatile Consumer<byte[]> intake =
            _ -> {
                throw new IllegalStateException("nobody listens");
            };

    SmppInbound(Clock clock) {
        this.clock = clock;
    }

    void to(Consumer<byte[]> newIntake) {
        intake = newIntake;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
        try {
            intake.accept(JsonBody.bytes(json(pdu)));
        } catch (RuntimeException notTaken) {
            throw new ProcessRequestException(
                    "not taken", SMPPConstant.STAT_ESME_RX_T_APPN, notTaken);
        }
    }

    private ObjectNode json(DeliverSm pdu) {
        ObjectNode json = JsonBody.object();
        json.put("id", UUID.randomUUID().toString()).put("at", clock.millis());
        json.put("from", pdu.getSourceAddr()).put("receipt", pdu.isSmscDeliveryReceipt());
        json.put("text", text(pdu));
        OptionalParameter.Receipted_message_id id =
                pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
        if (id != null) {
            json.put("receiptedId", id.getValueAsString());
        }
        OptionalParameter.Message_state state =
                pdu.getOptionalParameter(OptionalParameter.Message_state.class);
        if (state != null) {
            json.put("messageState", state.getValue() & 0xff);
        }
        return json;
    }

    private static String text(DeliverSm pdu) {
        byte[] octets = pdu.getShortMessage();
        OptionalParameter payload = pdu.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        if (payload instanceof OptionalParameter.OctetString string) {
            octets = string.getValue();
        }
        if (pdu.isUdhi() && octets.length > 0) {
            int header = (octets[0] & 0xff) + 1;
            octets = Arrays.copyOfRange(octets, Math.min(header, octets.length), octets.length);
        }
        if (pdu.isSmscDeliveryReceipt()) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
        return switch (pdu.getDataCoding()) {
            case 8 -> new String(octets, StandardCharsets.UTF_16BE);
            case 3 -> new String(octets, StandardCharsets.ISO_8859_1);
            case 1 -> new String(octets, StandardCharsets.US_ASCII);
            default -> SmsParts.text(octets);
        };
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification pdu) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("no data_sm", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
