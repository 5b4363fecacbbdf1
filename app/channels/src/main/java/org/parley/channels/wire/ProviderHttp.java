package org.parley.channels.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.channels.Pace;

/// The connections of one account. HTTP/1.1 with keep-alive, because that is what chat providers
/// speak towards businesses and what tells apart "not sent" and "no answer". The JDK's client
/// repeats no POST by itself and follows no redirect.
public final class ProviderHttp implements AutoCloseable {

    /// Answers of chat APIs are a few hundred bytes.
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final HttpClient client;
    private final Duration timeout;

    public ProviderHttp(Pace pace) {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(pace.connectTimeout())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.timeout = pace.answerTimeout();
    }

    /// Posts JSON once. An interrupt of the thread counts as no answer and is kept.
    public Answer postJson(URI address, Map<String, String> headers, byte[] json) {
        return json("POST", address, headers, json);
    }

    /// Puts JSON once.
    public Answer putJson(URI address, Map<String, String> headers, byte[] json) {
        return json("PUT", address, headers, json);
    }

    /// Asks once.
    public Answer get(URI address, Map<String, String> headers) {
        return json("GET", address, headers, new byte[0]);
    }

    private Answer json(String method, URI address, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Accept", "application/json");
        if (body.length > 0) {
            all.put("Content-Type", "application/json; charset=utf-8");
        }
        return call(method, address, all, body);
    }

    /// Makes one call of any method. An interrupt of the thread counts as no answer and is kept.
    ///
    /// @param body empty: none
    public Answer call(String method, URI address, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response =
                    client.send(
                            request.build(),
                            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
            return new Answer.Answered(
                    response.statusCode(),
                    response.body(),
                    retryAfter(response.headers().firstValue("Retry-After").orElse(null)));
        } catch (HttpConnectTimeoutException | ConnectException e) {
            return new Answer.NotSent("No connection to " + address.getAuthority());
        } catch (IOException e) {
            if (e.getCause() instanceof UnresolvedAddressException) {
                return new Answer.NotSent("No such host: " + address.getAuthority());
            }
            return new Answer.NoAnswer(
                    "No answer from "
                            + address.getAuthority()
                            + ": "
                            + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.NoAnswer("Interrupted while waiting for " + address.getAuthority());
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String seconds) {
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }

    /// Ends the connections; calls that are under way are given up.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
