package org.parley.sandbox.smpp;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.bean.OptionalParameter;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// What handsets do, as the centre tells it: a receipt for each part that asked, and nothing about
/// reading.
final class SmppVoice implements Voice {
    private static final List<String> FAILURES =
            List.of("UNDELIV", "EXPIRED", "REJECTD", "UNDELIV");

    private final Sessions sessions;
    private final Clock clock;
    private final Map<String, Handset.Whole> underway = new ConcurrentHashMap<>();
    private volatile SmppQuirks quirks = SmppQuirks.NONE;

    SmppVoice(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    void quirks(SmppQuirks newQuirks) {
        quirks = newQuirks;
    }

    void underway(Handset.Whole message) {
        underway.put(message.id(), message);
    }

    @Override
    public void delivered(Incoming message) {
        end(message, "DELIVRD", 0);
    }

    @Override
    public void undelivered(Incoming message, Dice dice) {
        end(message, FAILURES.get(dice.pick("failure", FAILURES.size())), 27);
    }

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {
        say(message.address(), reply.payload());
    }

    @Override
    public void say(String address, String text) {
        sessions.message(Channel.SMPP.normalise(address), text);
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        say(message.address(), "STOP");
        return true;
    }

    void receipt(String address, String id, String state, int error, String text) {
        SmppQuirks now = quirks;
        String named = now.decimalIds() ? Long.toString(Long.parseLong(id, 16)) : id;
        String body = ReceiptText.of(now.receipt(), named, state, error, text, clock.instant());
        OptionalParameter[] parameters =
                now.receipt() == SmppQuirks.Form.TLV
                        ? new OptionalParameter[] {
                            new OptionalParameter.Receipted_message_id(named),
                            new OptionalParameter.Message_state(ReceiptText.stateCode(state))
                        }
                        : new OptionalParameter[0];
        for (int i = 0; i < (now.twice() ? 2 : 1); i++) {
            sessions.receipt(Channel.SMPP.normalise(address), body, parameters);
        }
    }

    private void end(Incoming incoming, String state, int error) {
        Handset.Whole message = underway.remove(incoming.providerMessageId());
        if (message != null) {
            message.asked()
                    .forEach(id -> receipt(incoming.address(), id, state, error, message.text()));
        }
    }
}
