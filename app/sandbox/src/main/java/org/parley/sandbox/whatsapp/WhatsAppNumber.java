package org.parley.sandbox.whatsapp;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.sandbox.customer.Book;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// The business number, its customers, and the envelope of its webhooks.
final class WhatsAppNumber {
    private final WhatsAppAccount account;
    private final Book book;
    private final Clock clock;
    private final Wamids wamids;
    private final Map<String, WhatsAppUser> users = new ConcurrentHashMap<>();

    private final Map<String, String> byScoped = new ConcurrentHashMap<>();
    private final Map<String, String> byWaId = new ConcurrentHashMap<>();

    WhatsAppNumber(WhatsAppAccount account, Book book, Clock clock) {
        this.account = account;
        this.book = book;
        this.clock = clock;
        this.wamids = new Wamids(clock);
    }

    WhatsAppAccount account() {
        return account;
    }

    WhatsAppUser user(String waId) {
        return users.computeIfAbsent(waId, _ -> new WhatsAppUser());
    }

    String nextId(String waId) {
        return wamids.next(waId);
    }

    long now() {
        return clock.millis();
    }

    /// Unix seconds in a string, as everywhere in these webhooks.
    String timestamp() {
        return Long.toString(clock.millis() / 1000);
    }

    /// The business-scoped user id, without a phone number in it.
    String scopedUserId(String waId) {
        String country = book.find(Channel.WHATSAPP, waId).map(Person::country).orElse("BG");
        long number = book.dice(Channel.WHATSAPP, waId).bits("scoped id") >>> 1;
        String scoped = byWaId.computeIfAbsent(waId, _ -> "%s.%019d".formatted(country, number));
        byScoped.put(scoped, waId);
        return scoped;
    }

    /// The digits behind a business-scoped id; somebody whose number was never known gets the
    /// digits of the id for one, and no webhook tells them.
    String waIdOf(String scoped) {
        return byScoped.computeIfAbsent(
                scoped,
                unknown -> {
                    String digits = Channel.WHATSAPP.normalise(unknown);
                    byWaId.put(digits, unknown);
                    user(digits).hideNumber();
                    return digits;
                });
    }

    /// Names a person in a webhook, by number too unless it is hidden.
    ObjectNode name(ObjectNode node, String numberField, String scopedField, String waId) {
        if (!user(waId).numberHidden()) {
            node.put(numberField, waId);
        }
        return node.put(scopedField, scopedUserId(waId));
    }

    ObjectNode contact(String waId) {
        ObjectNode contact = Json.object();
        String name = book.find(Channel.WHATSAPP, waId).map(Person::name).orElse("Customer");
        contact.putObject("profile").put("name", name);
        return name(contact, "wa_id", "user_id", waId);
    }

    /// `value` with the fields that every change of a number has.
    ObjectNode value() {
        ObjectNode value = Json.object().put("messaging_product", "whatsapp");
        value.putObject("metadata")
                .put("display_phone_number", account.displayPhoneNumber())
                .put("phone_number_id", account.phoneNumberId());
        return value;
    }

    /// Wraps and signs one change; the signature is over the escaped form that is sent.
    Webhook sign(String field, ObjectNode value) {
        ObjectNode body = Json.object().put("object", "whatsapp_business_account");
        ObjectNode entry = body.putArray("entry").addObject();
        entry.put("id", account.businessAccountId());
        if (!field.equals("messages")) {
            entry.put("time", now() / 1_000);
        }
        ObjectNode change = entry.putArray("changes").addObject();
        change.set("value", value);
        change.put("field", field);
        byte[] bytes = Json.writeEscaped(body).getBytes(StandardCharsets.US_ASCII);
        return new Webhook(
                Channel.WHATSAPP,
                field,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "facebookexternalua",
                        "X-Hub-Signature-256",
                        "sha256=" + Signature.hex(account.appSecret(), bytes)),
                bytes);
    }
}
