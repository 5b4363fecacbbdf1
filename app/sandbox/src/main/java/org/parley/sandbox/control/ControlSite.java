package org.parley.sandbox.control;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.customer.ParleyLink;
import org.parley.sandbox.http.Answer;
import org.parley.sandbox.http.Call;
import org.parley.sandbox.http.Query;
import org.parley.sandbox.http.Site;
import org.parley.sandbox.provider.Provider;
import org.parley.sandbox.provider.Surroundings;
import org.parley.sandbox.webhook.ChaosPlan;
import org.parley.sandbox.whatsapp.WhatsAppSite;
import org.parley.sandbox.world.Channel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The control API under `/control/`: what the Java API can, over HTTP, for loopback callers.
public final class ControlSite implements Site {
    private static final int LONGEST_WAIT_MILLIS = 60_000;
    private static final TypeReference<LinkedHashMap<String, URI>> TARGETS =
            new TypeReference<>() {};
    private static final String LOCAL_HOST = "(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?";

    // A misspelt field would be a switch that silently does nothing; a missing number is 0.
    private static final JsonMapper READER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Surroundings around;
    private final Collection<Provider> providers;
    private final WhatsAppSite whatsApp;
    private final Faults faults;
    private final Deeds deeds;
    private final Sight sight;
    private final Map<String, Function<Call, Answer>> routes;

    public ControlSite(
            Surroundings around,
            Collection<Provider> providers,
            WhatsAppSite whatsApp,
            Supplier<Map<String, String>> accounts) {
        this.providers = providers;
        this.around = around;
        this.whatsApp = whatsApp;
        this.faults = new Faults(around.refusals());
        this.deeds = new Deeds(around, providers);
        this.sight = new Sight(around);
        this.routes =
                Map.ofEntries(
                        Map.entry("GET accounts", _ -> Reply.of(accounts.get())),
                        Map.entry("GET stats", _ -> Reply.of(sight.stats())),
                        Map.entry("GET received", sight::received),
                        Map.entry("GET acts", sight::acts),
                        Map.entry("GET quiet", this::quiet),
                        Map.entry("POST parley", this::parley),
                        Map.entry("POST webhooks", this::webhooks),
                        Map.entry("GET templates", _ -> Reply.of(whatsApp.templates().all())),
                        Map.entry("POST templates", this::templates),
                        Map.entry("POST customers", this::customers),
                        Map.entry("DELETE customers", _ -> this.forgetCustomers()),
                        Map.entry("POST base-orders", this::baseOrders),
                        Map.entry("POST acts", deeds::perform),
                        Map.entry("POST chaos", this::chaos),
                        Map.entry("POST chaos/hold", _ -> hold()),
                        Map.entry("POST chaos/release", _ -> release()),
                        Map.entry("POST chaos/replay", this::replay),
                        Map.entry("POST refusals", faults::order),
                        Map.entry("DELETE refusals", _ -> faults.clear()));
    }

    @Override
    public Answer answer(Call call) {
        String host = call.header("Host");
        // A web page elsewhere can make a browser call loopback under its own host name.
        if (host == null || !host.matches(LOCAL_HOST)) {
            return Reply.error(403, "the control API answers to loopback names only");
        }
        String operation = call.path().replaceFirst("^/control/?", "").replaceFirst("/$", "");
        if (operation.isEmpty()) {
            return Reply.of(Map.of("operations", routes.keySet().stream().sorted().toList()));
        }
        Function<Call, Answer> route = routes.get(call.method() + " " + operation);
        if (route == null) {
            return Reply.error(404, "no such operation: " + call.method() + " " + call.path());
        }
        try {
            return route.apply(call);
        } catch (JacksonException | IllegalArgumentException e) {
            return Reply.error(400, String.valueOf(e.getMessage()));
        }
    }

    static <T> T read(Call call, Class<T> type) {
        return READER.readValue(call.body(), type);
    }

    static <T> T need(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private Answer quiet(Call call) {
        long millis = Long.parseLong(Query.of(call).getOrDefault("timeoutMillis", "0"));
        try {
            boolean quiet =
                    around.agenda()
                            .awaitQuiet(
                                    Duration.ofMillis(Math.clamp(millis, 0, LONGEST_WAIT_MILLIS)));
            return Reply.of(Map.of("quiet", quiet, "pending", around.agenda().pending()));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return Reply.error(503, "closing");
        }
    }

    private Answer parley(Call call) {
        Requests.Parley request = read(call, Requests.Parley.class);
        around.customers()
                .parley(
                        new ParleyLink(
                                need("baseUri", request.baseUri()),
                                need("apiKey", request.apiKey())));
        return Reply.done();
    }

    private Answer webhooks(Call call) {
        Map<String, URI> targets = READER.readValue(call.body(), TARGETS);
        for (var target : targets.entrySet()) {
            var trouble =
                    provider(target.getKey()).subscribe(need(target.getKey(), target.getValue()));
            if (trouble.isPresent()) {
                return Reply.error(400, target.getKey() + ": " + trouble.get());
            }
        }
        return Reply.done();
    }

    private Provider provider(String name) {
        Channel channel = Channel.of(name);
        return providers.stream()
                .filter(provider -> provider.channel() == channel)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no webhook"));
    }

    private Answer templates(Call call) {
        var templates = need("templates", read(call, Requests.Templates.class).templates());
        templates.forEach(each -> whatsApp.templates().register(Templates.complete(each)));
        return Reply.of(Map.of("registered", templates.size()));
    }

    private Answer customers(Call call) {
        var people = need("people", read(call, Requests.People.class).people());
        around.customers().book().add(people);
        return Reply.of(Map.of("known", around.customers().book().size()));
    }

    private Answer forgetCustomers() {
        around.customers().book().clear();
        return Reply.done();
    }

    private Answer baseOrders(Call call) {
        Requests.BaseOrders request = read(call, Requests.BaseOrders.class);
        int buyers =
                around.customers().placeBaseOrders(request.rate(), need("label", request.label()));
        return Reply.of(Map.of("buyers", buyers));
    }

    private Answer chaos(Call call) {
        Requests.Weather weather = read(call, Requests.Weather.class);
        around.webhooks()
                .chaos()
                .plan(
                        new ChaosPlan(
                                weather.duplicate(),
                                Duration.ofMillis(weather.longestDelayMillis()),
                                weather.shuffle()));
        return Reply.done();
    }

    private Answer hold() {
        around.webhooks().chaos().hold();
        return Reply.done();
    }

    private Answer release() {
        return Reply.of(Map.of("released", around.webhooks().chaos().release()));
    }

    private Answer replay(Call call) {
        long seed = read(call, Requests.Replay.class).seed();
        return Reply.of(Map.of("sent", around.webhooks().chaos().replayAll(seed)));
    }
}
