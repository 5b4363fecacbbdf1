package org.parley.sandbox.customer;

import org.parley.sandbox.world.Dice;

/// How a customer's acts look on one channel.
public interface Voice {
    /// Whether the message is still on its way; false: it was taken back.
    default boolean awaits(Incoming message) {
        return true;
    }

    void delivered(Incoming message);

    /// The message never arrives; whether the provider says so is its own affair.
    void undelivered(Incoming message, Dice dice);

    void read(Incoming message);

    void tap(Incoming message, QuickReply reply);

    void say(String address, String text);

    /// Leaves in one of the ways of the channel; false when no way worked.
    boolean optOut(Incoming message, Dice dice);
}
