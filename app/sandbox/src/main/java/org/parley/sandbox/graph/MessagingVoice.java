package org.parley.sandbox.graph;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Batches;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What people do, as the platform's webhooks tell it.
public final class MessagingVoice implements Voice {
    private final MessagingPage page;
    private final Webhooks webhooks;
    private final boolean watermarks;
    private final Batches receipts;
    private final Set<String> fields = ConcurrentHashMap.newKeySet();

    /// @param watermarks receipts of Messenger: delivered and read up to an instant; else only
    ///   Instagram's `read` of one message
    MessagingVoice(MessagingPage page, Webhooks webhooks, Agenda agenda, boolean watermarks) {
        this.page = page;
        this.webhooks = webhooks;
        this.watermarks = watermarks;
        this.receipts = new Batches(agenda, batch -> webhooks.post(page.sign("receipts", batch)));
    }

    /// The fields of the page's subscription; all but echoes while nobody asked.
    void fields(Set<String> asked) {
        fields.clear();
        fields.addAll(asked);
    }

    Set<String> fields() {
        return Set.copyOf(fields);
    }

    @Override
    public void delivered(Incoming message) {
        MessagingUser user = page.user(message.address());
        user.delivered(page.now());
        if (!watermarks || !wants("message_deliveries")) {
            return;
        }
        ObjectNode event = page.event(message.address());
        ObjectNode delivery = event.putObject("delivery");
        // The platform leaves the list out now and then; the watermark always stands.
        if (!Dice.of(0, message.providerMessageId()).happens("no mids", 0.25)) {
            delivery.putArray("mids").add(message.providerMessageId());
        }
        delivery.put("watermark", user.watermark());
        receipts.add(event);
    }

    /// Nothing is ever reported about a message that did not arrive.
    @Override
    public void undelivered(Incoming message, Dice dice) {}

    @Override
    public void read(Incoming message) {
        ObjectNode event = page.event(message.address());
        ObjectNode read = event.putObject("read");
        if (!watermarks) {
            read.put("mid", message.providerMessageId());
        } else {
            read.put("watermark", page.user(message.address()).watermark());
        }
        if (wants(watermarks ? "message_reads" : "messaging_seen")) {
            receipts.add(event);
        }
    }

    @Override
    public void tap(Incoming message, QuickReply reply) {
        if (message.form().equals(MessagingContent.POSTBACK)) {
            ObjectNode event = inbound(message.address());
            event.putObject("postback")
                    .put("mid", page.nextMid())
                    .put("title", reply.label())
                    .put("payload", reply.payload());
            post("messaging_postbacks", event);
        } else {
            ObjectNode said = said(reply.label());
            said.putObject("quick_reply").put("payload", reply.payload());
            ObjectNode event = inbound(message.address());
            event.set("message", said);
            post("messages", event);
        }
    }

    @Override
    public void say(String address, String text) {
        ObjectNode event = inbound(address);
        event.set("message", said(text));
        post("messages", event);
    }

    /// Writes that it is enough, and half of them block the page too, which no webhook tells.
    @Override
    public boolean optOut(Incoming message, Dice dice) {
        say(message.address(), "STOP");
        if (dice.happens("blocks", 0.5)) {
            block(message.address());
        }
        return true;
    }

    /// From now on sends to this person fail with 551.
    public void block(String address) {
        page.user(address).block(true);
    }

    public void unblock(String address) {
        page.user(address).block(false);
    }

    /// As if the person had written just now, or never.
    public void window(String address, boolean open) {
        if (open) {
            page.user(address).wrote(page.now());
        } else {
            page.user(address).closeWindow();
        }
    }

    /// Turns the marketing messages of this page off or on again.
    public void marketing(String address, boolean resume) {
        ObjectNode event = page.event(address);
        event.putObject("optin")
                .put("type", "notification_messages")
                .put("notification_messages_token", Dice.of(0, address).digits("token", 17))
                .put("notification_messages_status", resume ? "RESUME" : "STOP")
                .put("user_token_status", "NOT_REFRESHED")
                .put("title", "News");
        post("messaging_optins", event);
    }

    /// What the page itself sent comes back to the apps that want it.
    void echo(String address, String mid, ObjectNode message) {
        if (watermarks ? fields.contains("message_echoes") : wants("messages")) {
            ObjectNode event = page.event(page.account().id(), address);
            ObjectNode echo = message.deepCopy();
            echo.put("mid", mid).put("is_echo", true).put("app_id", page.account().appId());
            event.set("message", echo);
            receipts.add(event);
        }
    }

    private ObjectNode inbound(String address) {
        page.user(address).wrote(page.now());
        page.user(address).block(false);
        return page.event(address);
    }

    private ObjectNode said(String text) {
        return Json.object().put("mid", page.nextMid()).put("text", text);
    }

    private boolean wants(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    private void post(String field, ObjectNode event) {
        if (wants(field)) {
            webhooks.post(page.sign(field, List.of(event)));
        }
    }
}
