package org.parley.sandbox.customer;

import org.parley.sandbox.world.Channel;

/// The propensities of every channel.
public record Habits(Propensities viber, Propensities whatsapp, Propensities email) {
    public static final Habits USUAL =
            new Habits(Propensities.CHAT, Propensities.CHAT, Propensities.EMAIL);

    public static Habits all(Propensities same) {
        return new Habits(same, same, same);
    }

    public Propensities on(Channel channel) {
        return switch (channel) {
            case VIBER -> viber;
            case WHATSAPP -> whatsapp;
            case EMAIL -> email;
        };
    }
}
