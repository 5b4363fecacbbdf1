package org.parley.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Stands in for Parley: takes webhooks and orders, redirects clicks, remembers everything.
public final class ParleyStandIn implements AutoCloseable {
    /// One request as it came.
    public record Seen(
            String method, URI uri, java.util.Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Function<Seen, Integer> status = _ -> 200;

    public ParleyStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /// Decides what is answered from now on.
    public void answers(Function<Seen, Integer> newStatus) {
        status = newStatus;
    }

    public List<Seen> seen(String pathPrefix) {
        return seen.stream()
                .filter(request -> request.uri().getPath().startsWith(pathPrefix))
                .toList();
    }

    public List<JsonNode> bodies(String pathPrefix) {
        return seen(pathPrefix).stream().map(Seen::json).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Seen request =
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            java.util.Map.copyOf(exchange.getRequestHeaders()),
                            body);
            seen.add(request);
            int code = status.apply(request);
            String query = exchange.getRequestURI().getQuery();
            byte[] answer = new byte[0];
            if (request.uri().getPath().startsWith("/r/")) {
                code = 302;
                exchange.getResponseHeaders().add("Location", "https://shop.example/landing");
            } else if (query != null && query.contains("hub.challenge=") && code == 200) {
                answer =
                        query.replaceAll(".*hub\\.challenge=([^&]*).*", "$1")
                                .getBytes(StandardCharsets.UTF_8);
            }
            if (code == 200 && body.startsWith("{\"clientToken\"")) {
                answer =
                        request.json().path("secret").asString("").getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(code, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }
}
