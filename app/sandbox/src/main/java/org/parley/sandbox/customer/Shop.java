package org.parley.sandbox.customer;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.AddressForm;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The web shop behind the links: it sells, takes back, and tells Parley's order API, again and
/// again with one idempotency key until Parley has taken it.
final class Shop {
    static final String STORE = "sandbox-shop";
    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);

    private final HttpOut http;
    private final Agenda agenda;
    private final Clock clock;
    private volatile @Nullable ParleyLink parley;

    Shop(HttpOut http, Agenda agenda, Clock clock) {
        this.http = http;
        this.agenda = agenda;
        this.clock = clock;
    }

    void parley(@Nullable ParleyLink parley) {
        this.parley = parley;
    }

    /// Can this customer be named to Parley, and is there one to tell?
    boolean canReport(@Nullable Person person, Channel channel) {
        return parley != null && (person != null || channel.form() != AddressForm.OPAQUE);
    }

    /// Reports a sale. `done` hears whether Parley took it.
    void sell(
            Sale sale,
            @Nullable Person person,
            Channel channel,
            String address,
            Consumer<Boolean> done) {
        ObjectNode order = Json.object();
        order.put("store", STORE).put("orderId", sale.orderId());
        order.set("customer", customer(person, channel, address));
        order.put("placedAt", clock.instant().toString()).put("currency", sale.currency());
        order.put("revenue", sale.revenue().toPlainString());
        order.put("total", sale.revenue().add(sale.shipping()).toPlainString());
        ArrayNode lines = order.putArray("lines");
        for (Catalogue.Line line : sale.lines()) {
            lines.addObject()
                    .put("sku", line.product().sku())
                    .put("description", line.product().description())
                    .put("quantity", line.quantity())
                    .put("unitPrice", line.unitPrice().toPlainString());
        }
        report("/api/v1/orders", "order-" + sale.orderId(), order, done);
    }

    /// Takes back the whole order or half of it.
    void takeBack(Dice dice, Sale sale, Consumer<Boolean> done) {
        BigDecimal amount =
                dice.happens("whole order back", 0.7)
                        ? sale.revenue()
                        : sale.revenue().divide(BigDecimal.TWO, 2, RoundingMode.HALF_EVEN);
        String refundId = sale.orderId() + "-R1";
        ObjectNode refund = Json.object();
        refund.put("refundId", refundId).put("refundedAt", clock.instant().toString());
        refund.put("amount", amount.toPlainString());
        refund.put("reason", dice.happens("size", 0.5) ? "wrong size" : "changed my mind");
        String path =
                "/api/v1/orders/%s/%s/refunds".formatted(encode(STORE), encode(sale.orderId()));
        report(path, "refund-" + refundId, refund, done);
    }

    private void report(String path, String key, ObjectNode body, Consumer<Boolean> done) {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        attempt(path, key, bytes, 1, done);
    }

    private void attempt(
            String path, String key, byte[] body, int attempt, Consumer<Boolean> done) {
        ParleyLink link = parley;
        if (link == null) {
            done.accept(false);
            return;
        }
        int status = status(link, path, key, body);
        boolean taken = status >= 200 && status < 300;
        boolean again = status >= 500 || status == 429 || status == 0;
        if (taken || !again || attempt >= ATTEMPTS) {
            done.accept(taken);
            return;
        }
        agenda.in(
                FIRST_RETRY.multipliedBy(1L << (attempt - 1)),
                () -> attempt(path, key, body, attempt + 1, done));
    }

    private int status(ParleyLink link, String path, String key, byte[] body) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Authorization", "Bearer " + link.apiKey());
            headers.put("Content-Type", "application/json");
            headers.put("Idempotency-Key", key);
            return http.post(link.resolve(path), headers, body).statusCode();
        } catch (IOException unreachable) {
            return 0;
        }
    }

    private static ObjectNode customer(@Nullable Person person, Channel channel, String address) {
        ObjectNode customer = Json.object();
        if (person != null) {
            customer.put("externalId", person.externalId());
            String email = person.address(Channel.EMAIL);
            if (email != null) {
                customer.put("email", email);
            }
            return customer;
        }
        return switch (channel.form()) {
            case PHONE -> customer.put("phone", "+" + address);
            case MAILBOX -> customer.put("email", address);
            case OPAQUE -> customer;
        };
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
