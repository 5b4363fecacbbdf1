package org.parley.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

/// A sandbox, a stand-in for Parley, and a plain client: what a test of one provider needs.
public final class Town implements AutoCloseable {
    public final Sandbox sandbox;
    public final ParleyStandIn parley;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Town(SandboxSettings settings) throws IOException {
        parley = new ParleyStandIn();
        sandbox = Sandbox.start(settings);
    }

    /// Messages arrive and are read, nobody does more.
    public static Town quiet() throws IOException {
        return of(SandboxSettings.forTests().withHabits(Habits.all(Propensities.QUIET)));
    }

    public static Town of(SandboxSettings settings) throws IOException {
        return new Town(settings);
    }

    /// A value of the account sheet.
    public String sheet(String name) {
        return AccountSheet.of(sandbox).get(name);
    }

    public HttpResponse<String> call(
            String method, String uri, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.length == 0
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    public long accepted(Channel channel) {
        return sandbox.received().total(channel);
    }

    /// Waits until everybody is done.
    public void settle() throws InterruptedException {
        if (!sandbox.awaitQuiet(Duration.ofSeconds(20))) {
            throw new AssertionError("the sandbox does not come to rest");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        sandbox.close();
        parley.close();
    }
}
