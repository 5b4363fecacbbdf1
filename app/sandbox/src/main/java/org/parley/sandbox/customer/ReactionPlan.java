package org.parley.sandbox.customer;

import java.time.Duration;
import org.parley.sandbox.world.Dice;

/// What one customer does about one message: decided as a whole, at once, from the dice alone.
public record ReactionPlan(
        boolean delivered,
        boolean read,
        boolean click,
        boolean reply,
        boolean optOut,
        boolean order,
        boolean refund,
        Pauses pauses) {

    /// Customers' time between the steps; the agenda compresses it.
    record Pauses(
            Duration delivery,
            Duration reading,
            Duration clicking,
            Duration replying,
            Duration leaving,
            Duration ordering,
            Duration returning) {
        static Pauses of(Dice dice) {
            return new Pauses(
                    dice.pause("delivery", Duration.ofSeconds(1)),
                    dice.pause("reading", Duration.ofMinutes(1)),
                    dice.pause("clicking", Duration.ofSeconds(20)),
                    dice.pause("replying", Duration.ofSeconds(40)),
                    dice.pause("leaving", Duration.ofMinutes(1)),
                    dice.pause("ordering", Duration.ofMinutes(2)),
                    dice.pause("returning", Duration.ofMinutes(5)));
        }
    }

    public static ReactionPlan of(Dice dice, Propensities likely) {
        boolean delivered = dice.happens("delivered", likely.delivered());
        boolean read = delivered && dice.happens("read", likely.read());
        boolean click = read && dice.happens("click", ofReaders(likely.click(), likely));
        boolean reply = read && dice.happens("reply", ofReaders(likely.reply(), likely));
        boolean optOut = read && dice.happens("optOut", ofReaders(likely.optOut(), likely));
        boolean order = click && dice.happens("order", likely.order());
        boolean refund = order && dice.happens("refund", likely.refund());
        return new ReactionPlan(
                delivered, read, click, reply, optOut, order, refund, Pauses.of(dice));
    }

    private static double ofReaders(double ofDelivered, Propensities likely) {
        return likely.read() == 0 ? 0 : ofDelivered / likely.read();
    }
}
