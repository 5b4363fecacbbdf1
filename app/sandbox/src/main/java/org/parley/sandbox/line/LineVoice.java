package org.parley.sandbox.line;

import java.util.List;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.webhook.Batches;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What users do, as LINE's webhooks tell it. Nothing about delivery or reading.
public final class LineVoice implements Voice {
    private final LineAccount account;
    private final ReplyTokens tokens;
    private final Batches events;

    LineVoice(LineAccount account, ReplyTokens tokens, Webhooks webhooks, Agenda agenda) {
        this.account = account;
        this.tokens = tokens;
        this.events = new Batches(agenda, batch -> post(webhooks, batch));
    }

    private void post(Webhooks webhooks, List<ObjectNode> batch) {
        webhooks.post(account.sign("events", batch));
    }

    @Override
    public void delivered(Incoming message) {}

    @Override
    public void undelivered(Incoming message, Dice dice) {}

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {
        if (message.form().equals(LineContent.MESSAGE)) {
            say(message.address(), reply.payload());
            return;
        }
        ObjectNode event = answerable("postback", message.address());
        event.putObject("postback").put("data", reply.payload());
        events.add(event);
    }

    @Override
    public void say(String address, String text) {
        ObjectNode event = answerable("message", address);
        event.putObject("message")
                .put("id", account.nextMessageId())
                .put("type", "text")
                .put("quoteToken", Dice.of(0, event.toString()).hex("quote"))
                .put("text", text);
        events.add(event);
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "STOP");
        } else {
            unfollow(message.address());
        }
        return true;
    }

    /// The user adds the account, or unblocks it.
    public void follow(String address) {
        LineUser user = account.user(address);
        ObjectNode event = answerable("follow", address);
        event.putObject("follow").put("isUnblocked", user.blocked());
        user.block(false);
        events.add(event);
    }

    /// The user blocks the account: sends still get 200 and go nowhere.
    public void unfollow(String address) {
        account.user(address).block(true);
        events.add(account.event("unfollow", address));
    }

    private ObjectNode answerable(String type, String address) {
        ObjectNode event = account.event(type, address);
        String id = event.path("webhookEventId").asString("");
        return event.put("replyToken", tokens.issue(address, id, account.now()));
    }
}
