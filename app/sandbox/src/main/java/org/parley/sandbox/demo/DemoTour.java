package org.parley.sandbox.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.customer.ParleyLink;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.whatsapp.WhatsAppTemplate;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Button;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.ButtonType;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Category;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Header;
import org.parley.sandbox.whatsapp.WhatsAppTemplate.Status;
import tools.jackson.databind.JsonNode;

/// The first run: what a small shop would do in its first hour with Parley, over the public API.
public final class DemoTour {

    public static final String CAMPAIGN = "Autumn thank-you";
    private static final String TEMPLATE = "autumn_thank_you";
    private static final double BUYS_ANYWAY = 0.008;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ParleyApi parley;
    private final Sandbox sandbox;
    private final URI address;
    private final Path files;
    private final PrintStream out;

    public DemoTour(ParleyApi parley, Sandbox sandbox, URI address, Path files, PrintStream out) {
        this.parley = parley;
        this.sandbox = sandbox;
        this.address = address;
        this.files = files;
        this.out = out;
    }

    /// Connects the providers to Parley and fills the sandbox's book: needed at every start.
    public void connect(DemoData data, String apiKey) throws IOException, InterruptedException {
        sandbox.viberWebhook(address.resolve("/webhooks/viber/main"));
        sandbox.subscribeWhatsApp(address.resolve("/webhooks/whatsapp/main"))
                .ifPresent(trouble -> {
                    throw new IllegalStateException(
                            "WhatsApp's webhook could not be set: " + trouble);
                });
        new DemoAccounts(parley, sandbox, address).connect();
        sandbox.parley(new ParleyLink(address, apiKey));
        sandbox.whatsAppTemplates().register(template());
        sandbox.customers()
                .add(data.customers().stream().map(DemoTour::euros).toArray(Person[]::new));
    }

    /// The demo shop sells in one currency, so that its first figures need no exchange rates.
    private static Person euros(Person person) {
        return new Person(
                person.externalId(), person.name(), person.language(), null, person.addresses());
    }

    private WhatsAppTemplate template() {
        return new WhatsAppTemplate(
                TEMPLATE,
                "en",
                Category.MARKETING,
                Header.IMAGE,
                null,
                "Hello {{1}}, thank you for this year. Until Sunday everything warm is 20 percent"
                        + " off.",
                List.of(
                        new Button(ButtonType.URL, "See the offers", address + "/r/{{1}}"),
                        new Button(ButtonType.QUICK_REPLY, "Tell me more", null)),
                Status.APPROVED);
    }

    /// @return the finished run's number
    public long run(DemoData data) throws IOException, InterruptedException {
        JsonNode known = campaign();
        if (known != null) {
            long run = known.at("/runs/0/id").longValue();
            out.println("The demo campaign is there already: run " + run + ".");
            return run;
        }
        long run = begin(data);
        awaitSent(run);
        settle();
        return run;
    }

    /// Imports, writes, plans and schedules.
    ///
    /// @return the number of the run, which has just started
    public long begin(DemoData data) throws IOException, InterruptedException {
        data.write(files);
        importFile("contacts", DemoData.CONTACTS_FILE);
        importFile("consents", DemoData.CONSENTS_FILE);
        importFile("orders", DemoData.ORDERS_FILE);
        rates();
        long segment = segment();
        long message = message();
        long campaign = draft(segment, message);
        parley.post(
                "/api/v1/campaigns/" + campaign + "/schedule",
                Map.of("at", Instant.now().plusSeconds(1).toString()));
        out.println("Scheduled \"" + CAMPAIGN + "\" for now ...");
        JsonNode started =
                await("/api/v1/campaigns/" + campaign, each -> !each.get("runs").isEmpty());
        sandbox.customers().placeBaseOrders(BUYS_ANYWAY, CAMPAIGN);
        return started.at("/runs/0/id").longValue();
    }

    private @Nullable JsonNode campaign() throws IOException, InterruptedException {
        for (JsonNode each : parley.get("/api/v1/campaigns?limit=200").get("items")) {
            if (each.get("name").stringValue().equals(CAMPAIGN) && !each.get("runs").isEmpty()) {
                return each;
            }
        }
        return null;
    }

    private void importFile(String kind, String name) throws IOException, InterruptedException {
        JsonNode started =
                parley.upload(
                        "/api/v1/imports",
                        Map.of("kind", kind, "fileName", name, "defaultRegion", "DE"),
                        files.resolve(name));
        JsonNode ended =
                await(
                        "/api/v1/imports/" + started.get("id").asLong(),
                        each ->
                                !List.of("waiting", "running")
                                        .contains(each.get("state").stringValue()));
        if (!ended.get("state").stringValue().equals("finished")) {
            throw new IOException("Importing " + name + " failed: " + ended.get("problem"));
        }
        out.printf(
                "Imported %s: %,d rows, %,d rejected%n",
                name, ended.get("rowsRead").asLong(), ended.get("rowsRejected").asLong());
    }

    /// List prices of the kind that resellers publish; a real installation enters its own.
    private void rates() throws IOException, InterruptedException {
        String from = "2026-01-01";
        rate("viber", null, "sent", "0.0140", from);
        rate("whatsapp", null, "delivered", "0.0620", from);
        rate("whatsapp", "DE", "delivered", "0.1131", from);
        rate("whatsapp", "GB", "delivered", "0.0439", from);
        rate("email", null, "sent", "0.0009", from);
        rate("line", null, "sent", "0.0110", from);
        rate("sms", null, "sent", "0.0690", from);
        rate("rcs", null, "delivered", "0.0480", from);
        rate("viber_business", null, "delivered", "0.0310", from);
    }

    private void rate(
            String channel, @Nullable String country, String billedOn, String price, String from)
            throws IOException, InterruptedException {
        Map<String, @Nullable Object> rate = new HashMap<>();
        rate.put("channel", channel);
        rate.put("country", country);
        rate.put("category", "marketing");
        rate.put("billedOn", billedOn);
        rate.put("price", price);
        rate.put("currency", "EUR");
        rate.put("vendor", "sandbox");
        rate.put("effectiveFrom", from);
        parley.post("/api/v1/rate-cards", rate);
    }

    private long segment() throws IOException, InterruptedException {
        Map<String, Object> rule =
                Map.of(
                        "any",
                        List.of(
                                Map.of("tag", "newsletter"),
                                Map.of("tag", "app"),
                                Map.of("orders", Map.of("count", Map.of("atLeast", 1)))));
        JsonNode preview = parley.post("/api/v1/segments/preview", Map.of("rule", rule));
        out.printf("Segment: %,d contacts", preview.get("size").asLong());
        for (JsonNode channel : preview.get("channels")) {
            out.printf(
                    ", %s reaches %,d",
                    channel.get("channel").stringValue(), channel.get("reachable").asLong());
        }
        out.println();
        return parley.post(
                        "/api/v1/segments", Map.of("name", "Subscribers and buyers", "rule", rule))
                .get("id")
                .asLong();
    }

    private long message() throws IOException, InterruptedException {
        Map<String, Object> content =
                Map.of("version", 2, "content", content(), "locales", Map.of());
        return parley.post(
                        "/api/v1/messages",
                        Map.of(
                                "name",
                                CAMPAIGN,
                                "variants",
                                List.of(Map.of("name", "A", "content", content))))
                .get("id")
                .asLong();
    }

    /// The picture has words for channels without pictures, so that the only link in a text is the
    /// one that is counted.
    private static Map<String, Object> content() {
        return Map.of(
                "subject",
                "{{ first_name }}, 20 percent off everything warm",
                "body",
                Map.of(
                        "type",
                        "image",
                        "url",
                        "https://shop.example/autumn.jpg",
                        "alt",
                        "Scarves and mugs",
                        "text",
                        "Hello {{ first_name }}, thank you for this year. Until Sunday everything"
                                + " warm is 20 percent off.",
                        "fallback",
                        "Scarves, mugs and more."),
                "buttons",
                List.of(
                        Map.of(
                                "type",
                                "url",
                                "text",
                                "See the offers",
                                "url",
                                "https://shop.example/autumn"),
                        Map.of("type", "reply", "text", "Tell me more", "payload", "more")),
                "templates",
                Map.of(
                        "whatsapp",
                        Map.of(
                                "name",
                                TEMPLATE,
                                "language",
                                "en",
                                "parameters",
                                List.of("{{ first_name }}"))));
    }

    private long draft(long segment, long message) throws IOException, InterruptedException {
        return parley.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                CAMPAIGN,
                                "segmentId",
                                segment,
                                "messageId",
                                message,
                                "seed",
                                "demo",
                                "costCentre",
                                "MKT-100",
                                "margin",
                                "0.45",
                                "arms",
                                List.of(
                                        arm("Viber", "viber", 1_600),
                                        arm("WhatsApp", "whatsapp", 1_400),
                                        arm("Telegram", "telegram", 1_300),
                                        arm("LINE", "line", 1_000),
                                        arm("SMS", "sms", 1_000),
                                        failover(
                                                "RCS, Viber or SMS",
                                                1_300,
                                                "rcs",
                                                "viber_business",
                                                "sms"),
                                        arm("Email", "email", 1_400),
                                        Map.of("name", "Holdout", "weight", 1_000))))
                .get("id")
                .asLong();
    }

    private static Map<String, Object> arm(String name, String channel, int weight) {
        return Map.of("name", name, "variant", "A", "channel", channel, "weight", weight);
    }

    /// Whoever cannot be reached on the first channel gets it on the next.
    private static Map<String, Object> failover(String name, int weight, String... channels) {
        return Map.of(
                "name",
                name,
                "variant",
                "A",
                "channels",
                List.of(channels),
                "fallbackAfter",
                "PT1M",
                "weight",
                weight);
    }

    private void awaitSent(long run) throws IOException, InterruptedException {
        JsonNode ended =
                await(
                        "/api/v1/runs/" + run,
                        each -> !each.get("state").stringValue().equals("running"));
        if (!ended.get("state").stringValue().equals("finished")) {
            throw new IOException(
                    "The demo run is " + ended.get("state") + ": " + ended.get("problem"));
        }
        out.printf("Sent. %,d recipients; customers react ...%n", ended.get("targeted").asLong());
    }

    /// Everything that customers did has reached ClickHouse.
    private void settle() throws IOException, InterruptedException {
        if (!sandbox.awaitQuiet(Duration.ofMinutes(2))) {
            out.println("Some customers are still busy; figures may still grow.");
        }
        await("/api/v1/reports/overview", each -> each.at("/eventLag/outbox").asLong() == 0);
    }

    private JsonNode await(String path, Predicate<JsonNode> done)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (true) {
            JsonNode now = parley.get(path);
            if (done.test(now)) {
                return now;
            }
            if (Instant.now().isAfter(end)) {
                throw new IOException("Waited " + LONGEST + " for " + path + " in vain");
            }
            Thread.sleep(250);
        }
    }
}
