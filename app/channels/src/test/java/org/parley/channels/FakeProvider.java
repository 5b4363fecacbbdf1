package org.parley.channels;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server that behaves as a test tells it to, and remembers what it was asked.
public final class FakeProvider implements AutoCloseable {

    /// @param headers by the names that the test looks for
    public record Call(String path, com.sun.net.httpserver.Headers headers, String body) {}

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Behaviour> next = new CopyOnWriteArrayList<>();

    public FakeProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public List<Call> calls() {
        return calls;
    }

    public FakeProvider answers(int status, String body) {
        return answers(status, body, "");
    }

    public FakeProvider answers(int status, String body, String retryAfter) {
        next.add(exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return this;
    }

    /// Reads the request and never answers.
    public FakeProvider hangs() {
        next.add(_ -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /// Reads the request and closes the connection.
    public FakeProvider drops() {
        next.add(exchange -> {
            throw new IOException("dropped by the test: " + exchange.getRequestURI());
        });
        return this;
    }

    /// Announces more than it sends, then closes.
    public FakeProvider breaksOff() {
        next.add(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"status\":0".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("broken off by the test");
        });
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        Behaviour behaviour;
        synchronized (next) {
            behaviour = next.size() > 1 ? next.removeFirst() : next.getFirst();
        }
        behaviour.answer(exchange);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
