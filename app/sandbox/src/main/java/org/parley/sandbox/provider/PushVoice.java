package org.parley.sandbox.provider;

import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// What people do with notifications: no push service tells any of it. Who has enough removes the
/// app, and the next message to its token is refused.
public final class PushVoice implements Voice {
    private final Channel channel;
    private final Book book;

    public PushVoice(Channel channel, Book book) {
        this.channel = channel;
        this.book = book;
    }

    @Override
    public void delivered(Incoming message) {}

    @Override
    public void undelivered(Incoming message, Dice dice) {}

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {}

    @Override
    public void say(String address, String text) {}

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        book.unregister(channel, message.address());
        return true;
    }
}
