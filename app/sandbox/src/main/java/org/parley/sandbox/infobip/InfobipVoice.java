package org.parley.sandbox.infobip;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ObjectNode;

/// What people do, as Infobip's reports tell it.
final class InfobipVoice implements Voice {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int[] FAILURES = {9, 10, 27, 7};

    private final String sender;
    private final Reports reports;
    private final Book book;
    private final Clock clock;
    private final Map<String, InfobipMessage> underway = new ConcurrentHashMap<>();
    private final Map<String, InfobipUser> users = new ConcurrentHashMap<>();
    private final AtomicLong inbound = new AtomicLong();

    InfobipVoice(String sender, Reports reports, Book book, Clock clock) {
        this.sender = sender;
        this.reports = reports;
        this.book = book;
        this.clock = clock;
    }

    void underway(InfobipMessage message) {
        underway.put(message.id(), message);
    }

    InfobipUser user(String address) {
        return users.computeIfAbsent(
                Channel.VIBER_BUSINESS.normalise(address), _ -> new InfobipUser());
    }

    String now() {
        return TIME.format(clock.instant());
    }

    @Override
    public void delivered(Incoming incoming) {
        InfobipMessage message = underway.get(incoming.providerMessageId());
        if (message == null) {
            return;
        }
        report(message, InfobipStatus.DELIVERED, 0, false);
        if (book.hasTwoDevices(Channel.VIBER_BUSINESS, incoming.address())) {
            report(message, InfobipStatus.DELIVERED, 0, false);
        }
    }

    @Override
    public void undelivered(Incoming incoming, Dice dice) {
        InfobipMessage message = underway.remove(incoming.providerMessageId());
        if (message == null) {
            return;
        }
        if (message.expires()) {
            report(message, InfobipStatus.EXPIRED, 0, false);
        } else {
            int code = FAILURES[dice.pick("failure", FAILURES.length)];
            report(message, InfobipStatus.UNDELIVERABLE, code, code != 7);
        }
    }

    @Override
    public void read(Incoming incoming) {
        InfobipMessage message = underway.remove(incoming.providerMessageId());
        if (message == null) {
            return;
        }
        ObjectNode seen = Json.object();
        seen.put("messageId", message.id()).put("from", sender).put("to", message.to());
        seen.put("sentAt", message.sentAt()).put("seenAt", now());
        reports.add("seen", message.webhook("seen"), seen);
    }

    @Override
    public void tap(Incoming message, QuickReply reply) {
        say(message.address(), reply.payload());
    }

    @Override
    public void say(String address, String text) {
        user(address).wrote(clock.millis());
        ObjectNode event = Json.object();
        event.put("sender", Channel.VIBER_BUSINESS.normalise(address)).put("to", sender);
        event.put("integrationType", "VIBER").put("receivedAt", now());
        event.put("messageId", "in-%016x".formatted(inbound.incrementAndGet()));
        event.putNull("pairedMessageId");
        event.putObject("message").put("type", "TEXT").put("text", text);
        reports.add("message", "", event);
    }

    /// Blocking the sender is told to nobody: the next message is refused with 8.
    @Override
    public boolean optOut(Incoming message, Dice dice) {
        if (dice.happens("writes stop", 0.5)) {
            say(message.address(), "STOP");
        } else {
            user(message.address()).block(true);
        }
        return true;
    }

    /// @param code of Viber itself; 0 is no error
    void report(InfobipMessage message, InfobipStatus status, int code, boolean permanent) {
        ObjectNode result = Json.object();
        result.put("bulkId", message.bulkId()).put("messageId", message.id());
        result.put("to", message.to()).put("sender", message.sender());
        result.put("sentAt", message.sentAt()).put("doneAt", now());
        result.put("messageCount", 1).put("mccMnc", "28401");
        if (!message.callbackData().isEmpty()) {
            result.put("callbackData", message.callbackData());
        }
        result.putObject("price").put("pricePerMessage", 0.0215).put("currency", "EUR");
        result.set("status", status.json());
        result.set("error", InfobipStatus.error(code, permanent));
        reports.add("delivery", message.webhook("delivery"), result);
    }
}
