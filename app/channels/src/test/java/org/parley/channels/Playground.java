package org.parley.channels;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.WebhookRequest;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

/// A simulated provider and a place to which it calls back, for the test of one adapter.
public final class Playground implements AutoCloseable {

    public static final Pace PACE =
            new Pace(10, 100, Duration.ofSeconds(5), Duration.ofSeconds(10));

    public final Sandbox sandbox;
    private final HttpServer server;
    private final List<WebhookRequest> webhooks = new CopyOnWriteArrayList<>();

    public Playground(Propensities habits) throws IOException {
        this(SandboxSettings.forTests().withHabits(Habits.all(habits)));
    }

    public Playground(SandboxSettings settings) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    Map<String, String> headers = new HashMap<>();
                    exchange.getRequestHeaders()
                            .forEach((name, values) ->
                                    headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
                    webhooks.add(
                            new WebhookRequest(headers, exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        sandbox = Sandbox.start(settings);
    }

    /// Messages arrive and are read, nobody does more.
    public static Playground quiet() throws IOException {
        return new Playground(Propensities.QUIET);
    }

    public String sheet(Class<? extends Provider> kind, String name) {
        return sandbox.provider(kind).account(sandbox.baseUri()).get(name);
    }

    /// A base address of the sheet, ending with a slash.
    public URI base(Class<? extends Provider> kind, String name) {
        return URI.create(sheet(kind, name) + "/");
    }

    public URI webhook() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/x/main");
    }

    public void refuseNext(Channel channel, int code) {
        sandbox.refusals().next(channel, 1, new Refusal.ProviderError(code));
    }

    public void loseNextAnswer(Channel channel) {
        sandbox.refusals().next(channel, 1, new Refusal.DropAfterAccepting());
    }

    /// Everything that came, each authentic for this adapter, as it reads it.
    public List<InboundEvent> events(ChannelAdapter adapter) throws InterruptedException {
        settle();
        List<InboundEvent> events = new ArrayList<>();
        for (WebhookRequest webhook : webhooks) {
            if (!adapter.authentic(webhook)) {
                throw new AssertionError("not authentic: " + webhook.headers());
            }
            events.addAll(adapter.parse(webhook.body()));
        }
        return events;
    }

    public List<WebhookRequest> webhooks() {
        return webhooks;
    }

    public void settle() throws InterruptedException {
        if (!sandbox.awaitQuiet(Duration.ofSeconds(20))) {
            throw new AssertionError("the sandbox does not come to rest");
        }
    }

    @Override
    public void close() {
        sandbox.close();
        server.stop(0);
    }
}
