package org.parley.sandbox.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/// The one HTTP client. It never follows a redirect by itself and never leaves loopback, so that a
/// simulated customer cannot touch a real site.
public final class HttpOut implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

    private final HttpClient client;
    private final Duration timeout;

    public HttpOut(Duration timeout) {
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    public HttpResponse<String> post(URI uri, Map<String, String> headers, byte[] body)
            throws IOException {
        return send(request(uri, headers).POST(BodyPublishers.ofByteArray(body)).build());
    }

    public HttpResponse<String> get(URI uri, Map<String, String> headers) throws IOException {
        return send(request(uri, headers).GET().build());
    }

    public HttpResponse<String> head(URI uri, Map<String, String> headers) throws IOException {
        return send(request(uri, headers).HEAD().build());
    }

    public static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null && (LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}"));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(URI uri, Map<String, String> headers) throws IOException {
        if (!isLoopback(uri)) {
            throw new IOException("the sandbox talks to loopback only, not to " + uri.getHost());
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
            headers.forEach(request::header);
            return request;
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address to call: " + uri, e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
