package org.parley.channels.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;

/// Takes a provider's webhooks as the server does: answers handshakes, refuses what is not signed,
/// keeps what was said.
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ChannelAdapter adapter;
    private final List<InboundEvent> events = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    public Receiver(ChannelAdapter adapter) throws IOException {
        this.adapter = adapter;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public URI uri() {
        return URI.create(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/chat/main");
    }

    public List<InboundEvent> events() {
        return List.copyOf(events);
    }

    public <E extends InboundEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<byte[]> bodies() {
        return List.copyOf(bodies);
    }

    /// Webhooks that were not signed as they should be.
    public List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String answer = "";
            int status = 200;
            if (exchange.getRequestMethod().equals("GET")) {
                answer = adapter.handshake(query(exchange)).orElse("");
                status = answer.isEmpty() ? 403 : 200;
            } else if (adapter.challenge(new WebhookRequest(headers(exchange), body)).isPresent()) {
                status = 200;
            } else if (adapter.authentic(new WebhookRequest(headers(exchange), body))) {
                bodies.add(body);
                events.addAll(adapter.parse(body));
            } else {
                refused.add(new String(body, StandardCharsets.UTF_8));
                status = 403;
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return headers;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String pair : String.valueOf(exchange.getRequestURI().getRawQuery()).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
