package org.parley.sandbox.twilio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.world.Dice;

/// What handsets do, as Twilio tells it. Nobody tells that an SMS was read.
final class TwilioVoice implements Voice {
    // Unreachable, unknown, landline, filtered: what carriers report most.
    private static final int[] FAILURES = {30_003, 30_003, 30_005, 30_006, 30_007, 30_008};

    private final TwilioCallbacks callbacks;
    private final OptOuts optOuts;
    private final Supplier<String> sids;
    private final Map<String, TwilioMessage> underway = new ConcurrentHashMap<>();

    TwilioVoice(TwilioCallbacks callbacks, OptOuts optOuts, Supplier<String> sids) {
        this.callbacks = callbacks;
        this.optOuts = optOuts;
        this.sids = sids;
    }

    void underway(TwilioMessage message) {
        underway.put(message.sid(), message);
    }

    @Override
    public void delivered(Incoming message) {
        end(message, "delivered", 0);
    }

    @Override
    public void undelivered(Incoming message, Dice dice) {
        int code = FAILURES[dice.pick("failure", FAILURES.length)];
        end(message, TwilioError.statusOf(code), code);
    }

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {
        say(message.address(), reply.payload());
    }

    @Override
    public void say(String address, String text) {
        callbacks.incoming(sids.get(), address, text, optOuts.hear(address, text));
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        say(message.address(), "STOP");
        return true;
    }

    private void end(Incoming incoming, String status, int code) {
        TwilioMessage message = underway.remove(incoming.providerMessageId());
        if (message != null) {
            callbacks.status(message, status, code);
        }
    }
}
