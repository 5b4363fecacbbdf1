package org.parley.sandbox.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.parley.sandbox.customer.Customers;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.PlainText;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

/// Answers `submit_sm`; everything else that a client might ask is refused.
final class Submissions extends SubmissionsOnly {
    private final Surroundings around;
    private final SmppVoice voice;
    private final String source;
    private final Handset handset = new Handset();
    private final AtomicLong ids;
    private volatile int perSecond;
    private long second;
    private int inSecond;

    Submissions(String source, SmppVoice voice, Surroundings around) {
        this.source = source;
        this.voice = voice;
        this.around = around;
        this.ids = new AtomicLong(around.clock().millis() << 8);
    }

    /// @param most submissions in a second before ESME_RTHROTTLED; 0 is no bound
    void perSecond(int most) {
        perSecond = most;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm pdu, SMPPServerSession session)
            throws ProcessRequestException {
        String to = pdu.getDestAddress();
        Optional<Refusal> ordered =
                around.refusals()
                        .takeNext(Channel.SMPP)
                        .or(() -> around.refusals().of(Channel.SMPP, to));
        return switch (ordered.orElse(null)) {
            case Refusal.ProviderError error -> throw refused(error.code());
            case Refusal.HttpStatus _ -> throw refused(SMPPConstant.STAT_ESME_RSYSERR);
            case Refusal.DropBeforeAccepting _ -> {
                session.close();
                throw refused(SMPPConstant.STAT_ESME_RSYSERR);
            }
            case Refusal.SlowAnswer(Duration after) -> {
                SubmitSmResult result = take(pdu);
                pause(after);
                yield result;
            }
            case Refusal.DropAfterAccepting _ -> {
                var _ = take(pdu);
                session.close();
                throw refused(SMPPConstant.STAT_ESME_RSYSERR);
            }
            case null -> take(pdu);
        };
    }

    private SubmitSmResult take(SubmitSm pdu) throws ProcessRequestException {
        if (!mayPass()) {
            throw refused(SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        if (!pdu.getSourceAddr().equals(source)) {
            throw refused(SMPPConstant.STAT_ESME_RINVSRCADR);
        }
        String to = pdu.getDestAddress();
        if (!to.matches("[1-9]\\d{6,14}")) {
            throw refused(SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        try {
            Submission submission = Submission.of(pdu);
            String id = Long.toHexString(ids.incrementAndGet());
            around.received()
                    .accept(
                            Channel.SMPP,
                            to,
                            null,
                            id,
                            submission.text().getBytes(StandardCharsets.UTF_8));
            handset.take(to, submission, id, pdu.getRegisteredDelivery() != 0)
                    .ifPresent(whole -> handOver(to, whole));
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (IllegalArgumentException wrong) {
            throw refused(SMPPConstant.STAT_ESME_RINVESMCLASS);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handOver(String to, Handset.Whole message) {
        Customers customers = around.customers();
        if (!customers.book().reachable(Channel.SMPP, to)) {
            message.asked().forEach(id -> unreachable(to, id, message.text()));
            return;
        }
        if (customers.silentOn(Channel.SMPP)) {
            return;
        }
        voice.underway(message);
        customers.receive(
                new Incoming(
                        Channel.SMPP,
                        to,
                        customers.key(Channel.SMPP, to, null),
                        message.id(),
                        null,
                        "sms",
                        PlainText.links(message.text()),
                        PlainText.numbered(message.text()),
                        null));
    }

    private void unreachable(String to, String id, String text) {
        around.agenda().in(Duration.ZERO, () -> voice.receipt(to, id, "UNDELIV", 1, text));
    }

    private synchronized boolean mayPass() {
        long now = around.clock().millis() / 1_000;
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        inSecond++;
        return perSecond == 0 || inSecond <= perSecond;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessRequestException refused(int status) {
        return new ProcessRequestException("refused", status);
    }
}
