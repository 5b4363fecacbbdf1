package org.parley.channels.smpp;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/// The one session of an account, bound as transceiver, bound again when it broke.
final class SmppLink implements AutoCloseable {

    private static final int ENQUIRE_MILLIS = 30_000;

    /// A session, or why there is none.
    sealed interface Link {
        record Bound(SMPPSession session) implements Link {}

        /// @param status of the centre; 0: no connection
        record Down(int status, String detail) implements Link {}
    }

    private final SmppSettings settings;
    private final SmppInbound inbound;
    // Not a monitor: the holder waits for the network.
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SMPPSession session;

    SmppLink(SmppSettings settings, SmppInbound inbound) {
        this.settings = settings;
        this.inbound = inbound;
    }

    Link get() {
        lock.lock();
        try {
            SMPPSession kept = session;
            if (kept != null && kept.getSessionState().isTransmittable()) {
                return new Link.Bound(kept);
            }
            return bind();
        } finally {
            lock.unlock();
        }
    }

    private Link bind() {
        SMPPSession fresh = new SMPPSession();
        fresh.setEnquireLinkTimer(ENQUIRE_MILLIS);
        fresh.setTransactionTimer(settings.pace().answerTimeout().toMillis());
        fresh.setPduProcessorDegree(1);
        fresh.setMessageReceiverListener(inbound);
        BindParameter bind =
                new BindParameter(
                        BindType.BIND_TRX,
                        settings.systemId(),
                        settings.password().value(),
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null);
        try {
            fresh.connectAndBind(
                    settings.host(),
                    settings.port(),
                    bind,
                    settings.pace().connectTimeout().toMillis());
            session = fresh;
            return new Link.Bound(fresh);
        } catch (IOException e) {
            fresh.close();
            return e.getCause() instanceof NegativeResponseException refused
                    ? new Link.Down(
                            refused.getCommandStatus(),
                            "The centre refuses the bind with "
                                    + SmppStatus.code(refused.getCommandStatus()))
                    : new Link.Down(
                            0, "No connection to " + settings.host() + ":" + settings.port());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (session != null) {
                session.unbindAndClose();
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
