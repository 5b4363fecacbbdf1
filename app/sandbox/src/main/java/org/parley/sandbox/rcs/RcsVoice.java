package org.parley.sandbox.rcs;

import java.util.Locale;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What users do, as the API's events and messages tell it.
final class RcsVoice implements Voice {
    private final RcsAgent agent;
    private final Webhooks webhooks;

    RcsVoice(RcsAgent agent, Webhooks webhooks) {
        this.agent = agent;
        this.webhooks = webhooks;
    }

    /// A revoked message is gone before the handset asks for it.
    @Override
    public boolean awaits(Incoming message) {
        return agent.sent().containsKey(message.providerMessageId());
    }

    @Override
    public void delivered(Incoming message) {
        arrive(message.address(), message.providerMessageId());
    }

    private void arrive(String address, String messageId) {
        agent.sent().computeIfPresent(messageId, (_, sent) -> sent.onThePhone());
        userEvent("DELIVERED", address, messageId);
    }

    /// Without a time to live an undelivered message waits in silence; with one it is revoked, and
    /// sometimes that comes too late and the message arrives after all.
    @Override
    public void undelivered(Incoming message, Dice dice) {
        RcsAgent.Sent sent = agent.sent().get(message.providerMessageId());
        if (sent != null && sent.expires()) {
            expire(message.providerMessageId(), sent, dice.happens("revoked too late", 0.2));
        }
    }

    void expire(String messageId, RcsAgent.Sent sent, boolean tooLate) {
        ObjectNode event = Json.object();
        event.put("phoneNumber", "+" + Channel.RCS.normalise(sent.address()));
        event.put("agentId", agent.id()).put("messageId", messageId);
        event.put("eventType", tooLate ? "TTL_EXPIRATION_REVOKE_FAILED" : "TTL_EXPIRATION_REVOKED");
        event.put("eventId", agent.nextId()).put("sendTime", agent.now());
        webhooks.post(agent.push("server event", event));
        if (tooLate) {
            arrive(sent.address(), messageId);
        } else {
            agent.takeBack(messageId);
        }
    }

    @Override
    public void read(Incoming message) {
        userEvent("READ", message.address(), message.providerMessageId());
    }

    @Override
    public void tap(Incoming message, QuickReply reply) {
        press(message.address(), reply.label(), reply.payload(), "REPLY");
    }

    /// @param type REPLY or ACTION
    void press(String address, String text, String postback, String type) {
        ObjectNode message = userMessage(address);
        message.putObject("suggestionResponse")
                .put("text", text)
                .put("postbackData", postback)
                .put("type", type);
        webhooks.post(agent.push("suggestion", message));
    }

    @Override
    public void say(String address, String text) {
        webhooks.post(agent.push("message", userMessage(address).put("text", text)));
        if (text.strip().toUpperCase(Locale.ROOT).equals("STOP")) {
            subscribe(address, false);
        }
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "STOP");
        } else {
            subscribe(message.address(), false);
        }
        return true;
    }

    void subscribe(String address, boolean subscribe) {
        userEvent(subscribe ? "SUBSCRIBE" : "UNSUBSCRIBE", address, "");
    }

    private ObjectNode userMessage(String address) {
        return Json.object()
                .put("senderPhoneNumber", "+" + Channel.RCS.normalise(address))
                .put("messageId", agent.nextId())
                .put("sendTime", agent.now())
                .put("agentId", agent.id());
    }

    private void userEvent(String type, String address, String messageId) {
        ObjectNode event = Json.object();
        event.put("senderPhoneNumber", "+" + Channel.RCS.normalise(address));
        event.put("eventType", type).put("eventId", agent.nextId());
        if (!messageId.isEmpty()) {
            event.put("messageId", messageId);
        }
        event.put("sendTime", agent.now()).put("agentId", agent.id());
        webhooks.post(agent.push(type, event));
    }
}
