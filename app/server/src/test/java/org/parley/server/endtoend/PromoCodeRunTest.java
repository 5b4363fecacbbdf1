package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Population;
import org.parley.sandbox.customer.Propensities;
import org.parley.server.testing.Drafts;
import tools.jackson.databind.JsonNode;

/// A campaign with codes of the shop's own: over the API, on real stores, through real simulators.
/// Half of the people are reached by RCS only and half by SMS only, so that a pool for either half
/// is not enough for both, which nobody can know before: then the run waits for more.
class PromoCodeRunTest {

    private static final int HALF = 6;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path directory;

    @Test
    void aRunSendsNoMessageWithoutItsCodeWaitsForMoreAndItsReportAddsUp() throws Exception {
        try (Shop shop =
                Shop.open(
                        1,
                        directory,
                        SandboxSettings.demo()
                                .withTimeScale(0)
                                .withPopulation(Population.EVERYONE)
                                .withHabits(Habits.all(Propensities.QUIET)))) {
            people(shop);
            long offer =
                    id(
                            shop.api.post(
                                    "/api/v1/offers", Map.of("name", "Ten off", "source", "pool")));
            bring(shop, offer, 0, HALF - 1);
            String campaign = "/api/v1/campaigns/" + campaign(shop, offer);

            assertThat(shop.api.get(campaign + "/codes").at("/0/problem").stringValue())
                    .isEqualTo("Offer Ten off has 5 codes left for about 6 people; bring more");
            Map<String, String> now = Map.of("at", Instant.now().toString());
            assertThatThrownBy(() -> shop.api.post(campaign + "/schedule", now))
                    .hasMessageContaining("bring more");
            bring(shop, offer, HALF - 1, HALF);
            assertThat(shop.api.get(campaign + "/codes").at("/0/problem").isNull()).isTrue();

            live(shop);
            shop.api.post(campaign + "/schedule", now);
            long run =
                    until(shop, campaign, each -> !each.get("runs").isEmpty())
                            .at("/runs/0/id")
                            .longValue();
            String path = "/api/v1/runs/" + run;
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(ledger(shop, run))
                                    .containsExactly("pending " + HALF, "sent " + HALF));
            assertThat(
                            until(
                                            shop,
                                            path,
                                            each ->
                                                    each.get("state")
                                                            .stringValue()
                                                            .equals("paused"))
                                    .get("problem")
                                    .stringValue())
                    .isEqualTo(
                            "Offer Ten off has no codes left; bring more, and the run goes on by itself.");
            bring(shop, offer, HALF, 2 * HALF);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(ledger(shop, run)).containsExactly("sent " + 2 * HALF));
            String code =
                    (String)
                            shop.postgres()
                                    .fetchValue(
                                            "select min(code) from promo_code where contact_id is not null");
            Map<String, String> bought = Map.of("code", code, "store", "web", "orderId", "first");
            assertThat(
                            shop.api
                                    .post("/api/v1/promo-codes/redeem", bought)
                                    .get("state")
                                    .stringValue())
                    .isEqualTo("redeemed");

            JsonNode arm = shop.api.get(path + "/promo-codes").at("/arms/0");
            assertThat(arm.get("issued").intValue()).isEqualTo(2 * HALF);
            assertThat(arm.get("sent").intValue()).isEqualTo(2 * HALF);
            assertThat(arm.get("redeemed").intValue()).isEqualTo(1);
            assertThat(arm.get("byUnknown").intValue()).isEqualTo(1);
            assertThat(shop.api.get(path).at("/balance/closes").booleanValue()).isTrue();
        }
    }

    /// A simulated run would draw codes of its own and leave the pool alone.
    private static void live(Shop shop) {
        shop.postgres()
                .execute(
                        """
                        create function live_run() returns trigger language plpgsql as $$
                        begin
                          new.sandbox = false;
                          return new;
                        end $$;
                        create trigger live_run before insert on run for each row execute function live_run();
                        """);
    }

    private static void people(Shop shop) throws Exception {
        StringBuilder contacts = new StringBuilder("external_id,first_name,phone,rcs_id,tags\n");
        StringBuilder consents =
                new StringBuilder("external_id,channel,purpose,state,occurred_at,source\n");
        for (int i = 0; i < HALF; i++) {
            contacts.append("r%d,Ada,,+4915112346%03d,coded%n".formatted(i, i));
            contacts.append("s%d,Ada,+4915112347%03d,,coded%n".formatted(i, i));
            consents.append("r%d,rcs,marketing,granted,2026-01-01T00:00:00Z,web%n".formatted(i));
            consents.append("s%d,sms,marketing,granted,2026-01-01T00:00:00Z,web%n".formatted(i));
        }
        upload(shop, "contacts", contacts);
        upload(shop, "consents", consents);
        shop.settle();
    }

    private static void upload(Shop shop, String kind, CharSequence rows) throws Exception {
        Path file = directory.resolve(kind + ".csv");
        Files.writeString(file, rows);
        long id =
                id(
                        shop.api.upload(
                                "/api/v1/imports",
                                Map.of("kind", kind, "fileName", kind + ".csv"),
                                file));
        JsonNode ended =
                until(
                        shop,
                        "/api/v1/imports/" + id,
                        each -> each.get("state").stringValue().equals("finished"));
        assertThat(ended.get("rowsRejected").longValue()).isZero();
    }

    private static long campaign(Shop shop, long offer) throws Exception {
        long segment =
                id(
                        shop.api.post(
                                "/api/v1/segments",
                                Map.of("name", "Coded", "rule", Map.of("tag", "coded"))));
        long message =
                id(
                        shop.api.post(
                                "/api/v1/messages",
                                Drafts.message(
                                        "Coded",
                                        Map.of(
                                                "version",
                                                2,
                                                "content",
                                                Map.of(
                                                        "body",
                                                        Map.of(
                                                                "type",
                                                                "text",
                                                                "text",
                                                                "Yours: {{ promo_code }}"))))));
        return id(
                shop.api.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                "Coded",
                                "segmentId",
                                segment,
                                "messageId",
                                message,
                                "offerId",
                                offer,
                                "arms",
                                List.of(
                                        Map.of(
                                                "name",
                                                "Both",
                                                "variant",
                                                "A",
                                                "channels",
                                                List.of("rcs", "sms"),
                                                "fallbackAfter",
                                                "PT1H",
                                                "weight",
                                                10_000)))));
    }

    private static void bring(Shop shop, long offer, int from, int to) throws Exception {
        JsonNode brought =
                shop.api.post(
                        "/api/v1/offers/" + offer + "/codes",
                        Map.of(
                                "codes",
                                IntStream.range(from, to).mapToObj(i -> "SHOP-" + i).toList()));
        assertThat(brought.get("added").intValue()).isEqualTo(to - from);
    }

    private static List<String> ledger(Shop shop, long run) {
        return shop.postgres()
                .fetch(
                        "select concat_ws(' ', state, reason, count(*)) from recipient where run_id = {0} group by state, reason order by 1",
                        DSL.val((int) run))
                .into(String.class);
    }

    private static JsonNode until(Shop shop, String path, Predicate<JsonNode> done) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> shop.api.get(path), done);
    }

    private static long id(JsonNode node) {
        return node.get("id").longValue();
    }
}
