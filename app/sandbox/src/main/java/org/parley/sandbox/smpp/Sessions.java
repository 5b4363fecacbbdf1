package org.parley.sandbox.smpp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.parley.sandbox.gsm.GsmAlphabet;
import org.parley.sandbox.world.Agenda;

/// Who is bound, and the way back: `deliver_sm` until somebody takes it.
final class Sessions {
    private static final int ATTEMPTS = 12;
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final byte RECEIPT = 0x04;
    private static final byte UCS2 = 8;

    private final Agenda agenda;
    private final String source;
    private final List<SMPPServerSession> bound = new CopyOnWriteArrayList<>();

    Sessions(Agenda agenda, String source) {
        this.agenda = agenda;
        this.source = source;
    }

    int count() {
        bound.removeIf(session -> !session.getSessionState().isBound());
        return bound.size();
    }

    void add(SMPPServerSession session) {
        bound.add(session);
    }

    void closeAll() {
        bound.forEach(SMPPServerSession::close);
        bound.clear();
    }

    void receipt(String from, String text, OptionalParameter... parameters) {
        deliver(1, from, RECEIPT, (byte) 0, text.getBytes(StandardCharsets.US_ASCII), parameters);
    }

    void message(String from, String text) {
        boolean gsm = GsmAlphabet.septets(text) >= 0;
        byte[] octets = gsm ? GsmAlphabet.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
        deliver(1, from, (byte) 0, gsm ? 0 : UCS2, octets);
    }

    private void deliver(
            int attempt,
            String from,
            byte esmClass,
            byte coding,
            byte[] octets,
            OptionalParameter... parameters) {
        for (SMPPServerSession session : bound) {
            if (session.getSessionState().isReceivable()
                    && taken(session, from, esmClass, coding, octets, parameters)) {
                return;
            }
        }
        if (attempt < ATTEMPTS) {
            agenda.in(
                    RETRY.multipliedBy(attempt),
                    () -> deliver(attempt + 1, from, esmClass, coding, octets, parameters));
        }
    }

    private boolean taken(
            SMPPServerSession session,
            String from,
            byte esmClass,
            byte coding,
            byte[] octets,
            OptionalParameter... parameters) {
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    from,
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    source,
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    coding == 0 ? DataCodings.ZERO : new RawDataCoding(coding),
                    octets,
                    parameters);
            return true;
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException
                | IllegalStateException notTaken) {
            return false;
        }
    }
}
