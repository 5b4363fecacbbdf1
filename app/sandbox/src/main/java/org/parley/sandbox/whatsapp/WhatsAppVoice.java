package org.parley.sandbox.whatsapp;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Batches;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What customers do, as Meta's webhooks tell it.
public final class WhatsAppVoice implements Voice {
    private final WhatsAppNumber number;
    private final Webhooks webhooks;
    private final Batches statuses;

    private final Predicate<Incoming> willRead;
    private volatile double oddities = 0.05;

    WhatsAppVoice(
            WhatsAppNumber number, Webhooks webhooks, Agenda agenda, Predicate<Incoming> willRead) {
        this.willRead = willRead;
        this.number = number;
        this.webhooks = webhooks;
        this.statuses = new Batches(agenda, this::postStatuses);
    }

    @Override
    public void delivered(Incoming message) {
        Dice dice = Dice.of(0, "oddities", message.address(), message.key());
        if (dice.happens("read alone", oddities) && willRead.test(message)) {
            // `delivered` never comes; reading implies it
            statuses.add(priced("sent", message));
        } else if (dice.happens("sent late", oddities)) {
            statuses.add(priced("delivered", message));
            statuses.add(priced("sent", message));
        } else {
            statuses.add(priced("sent", message));
            statuses.add(priced("delivered", message));
            if (dice.happens("delivered twice", oddities)) {
                statuses.add(status("delivered", message));
            }
        }
    }

    /// How many messages have one of Meta's odd sequences of statuses: `read` without `delivered`,
    /// `sent` after `delivered`, `delivered` twice.
    public void oddities(double share) {
        oddities = share;
    }

    /// The message goes out; then Meta reports a failure, or nothing ever again.
    @Override
    public void undelivered(Incoming message, Dice dice) {
        statuses.add(priced("sent", message));
        if (dice.happens("failure reported", 0.5)) {
            fail(message, new GraphError(GraphError.UNDELIVERABLE, "Message Undeliverable."));
        }
    }

    void fail(Incoming message, GraphError error) {
        ObjectNode status = status("failed", message);
        status.putArray("errors").add(error.inStatus());
        statuses.add(status);
    }

    @Override
    public void read(Incoming message) {
        statuses.add(status("read", message));
    }

    @Override
    public void tap(Incoming message, QuickReply reply) {
        ObjectNode tapped = inbound(message.address(), message.providerMessageId());
        if (WhatsAppForm.isTemplate(message.form())) {
            tapped.put("type", "button");
            tapped.putObject("button").put("payload", reply.payload()).put("text", reply.label());
        } else {
            String kind = message.form().equals(WhatsAppForm.LIST) ? "list_reply" : "button_reply";
            tapped.put("type", "interactive");
            ObjectNode interactive = tapped.putObject("interactive").put("type", kind);
            interactive.putObject(kind).put("id", reply.payload()).put("title", reply.label());
        }
        post(message.address(), tapped);
    }

    @Override
    public void say(String waId, String text) {
        ObjectNode said = inbound(waId, null).put("type", "text");
        said.putObject("text").put("body", text);
        post(waId, said);
    }

    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "STOP");
        } else {
            preferMarketing(message.address(), false);
        }
        return true;
    }

    /// The customer uses WhatsApp's own switch for offers of this business.
    public void preferMarketing(String address, boolean resume) {
        String waId = Channel.WHATSAPP.normalise(address);
        number.user(waId).stopMarketing(!resume);
        ObjectNode value = number.value();
        value.putArray("contacts").add(number.contact(waId));
        number.name(value.putArray("user_preferences").addObject(), "wa_id", "user_id", waId)
                .put(
                        "detail",
                        resume
                                ? "User requested to resume marketing messages"
                                : "User requested to stop marketing messages")
                .put("category", "marketing_messages")
                .put("value", resume ? "resume" : "stop")
                .put("timestamp", number.timestamp());
        webhooks.post(number.sign("user_preferences", value));
    }

    /// From now on webhooks name this person by the business-scoped id only, which is returned.
    public String hideNumber(String address) {
        String waId = Channel.WHATSAPP.normalise(address);
        number.user(waId).hideNumber();
        return number.scopedUserId(waId);
    }

    /// For tests: as if the last inbound message were a day old, or just came.
    public void window(String address, boolean open) {
        WhatsAppUser user = number.user(Channel.WHATSAPP.normalise(address));
        if (open) {
            user.wrote(number.now());
        } else {
            user.closeWindow();
        }
    }

    private ObjectNode inbound(String waId, @Nullable String inReplyTo) {
        ObjectNode message = Json.object();
        if (inReplyTo != null) {
            message.putObject("context")
                    .put("from", number.account().displayPhoneNumber())
                    .put("id", inReplyTo);
        }
        number.name(message, "from", "from_user_id", waId);
        return message.put("id", number.nextId(waId)).put("timestamp", number.timestamp());
    }

    private void post(String waId, ObjectNode message) {
        number.user(waId).wrote(number.now());
        ObjectNode value = number.value();
        value.putArray("contacts").add(number.contact(waId));
        value.putArray("messages").add(message);
        webhooks.post(number.sign("messages", value));
    }

    private void postStatuses(List<ObjectNode> batch) {
        ObjectNode value = number.value();
        batch.forEach(value.putArray("statuses")::add);
        webhooks.post(number.sign("messages", value));
    }

    private ObjectNode priced(String status, Incoming message) {
        ObjectNode priced = status(status, message);
        String category = WhatsAppForm.category(message.form());
        priced.putObject("pricing")
                .put("billable", true)
                .put("pricing_model", "PMP")
                .put("category", category)
                .put("type", "regular");
        return priced;
    }

    private ObjectNode status(String status, Incoming message) {
        ObjectNode node = Json.object();
        node.put("id", message.providerMessageId()).put("status", status);
        node.put("timestamp", number.timestamp());
        number.name(node, "recipient_id", "recipient_user_id", message.address());
        Optional.ofNullable(message.trackingId())
                .ifPresent(data -> node.put("biz_opaque_callback_data", data));
        return node;
    }
}
