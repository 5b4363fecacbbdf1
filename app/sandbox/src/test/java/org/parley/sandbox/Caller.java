package org.parley.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.JsonNode;

/// Calls the providers as Parley's adapters would.
public final class Caller implements AutoCloseable {
    private final Sandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    public HttpResponse<String> viber(String operation, String body)
            throws IOException, InterruptedException {
        return viber(operation, body, sandbox.accounts().viberToken());
    }

    public HttpResponse<String> viber(String operation, String body, String token)
            throws IOException, InterruptedException {
        return post(
                URI.create(sandbox.viberBaseUri() + "/" + operation),
                Map.of("X-Viber-Auth-Token", token),
                body);
    }

    public JsonNode viberJson(String operation, String body)
            throws IOException, InterruptedException {
        return Json.MAPPER.readTree(viber(operation, body).body());
    }

    public HttpResponse<String> whatsApp(String body) throws IOException, InterruptedException {
        return whatsApp(body, sandbox.accounts().whatsApp().accessToken());
    }

    public HttpResponse<String> whatsApp(String body, String token)
            throws IOException, InterruptedException {
        String path = "/v25.0/" + sandbox.accounts().whatsApp().phoneNumberId() + "/messages";
        return post(
                URI.create(sandbox.whatsAppBaseUri() + path),
                Map.of("Authorization", "Bearer " + token),
                body);
    }

    /// Any call to a provider.
    ///
    /// @param path from the root of the sandbox
    /// @param body single quotes stand for double ones
    public HttpResponse<String> call(
            String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(sandbox.baseUri().resolve("/control/" + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    public HttpResponse<String> post(URI uri, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofString(body));
        all.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
