package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Population;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.rcs.RcsProvider;
import org.parley.sandbox.smpp.SmppProvider;
import org.parley.sandbox.world.Channel;
import org.parley.server.testing.Drafts;
import tools.jackson.databind.JsonNode;

/// People who do not get it by RCS get it by SMS, each arm through an account of its own: over the
/// API, on real stores, from real simulators. No handset takes RCS here, so nothing depends on
/// chance; the waiting time is ended by hand.
class FailoverRunTest {

    private static final int PEOPLE = 24;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path directory;

    private static Shop shop;
    private static long segment;

    @BeforeAll
    static void aShopWithTwoAccountsForSms() throws Exception {
        shop =
                Shop.open(
                        1,
                        directory,
                        SandboxSettings.demo()
                                .withTimeScale(0)
                                .withPopulation(Population.EVERYONE)
                                .withHabits(
                                        Habits.all(Propensities.QUIET)
                                                .with(Channel.RCS, Propensities.SILENT)));
        Map<String, String> centre =
                shop.sandbox.provider(SmppProvider.class).account(shop.sandbox.baseUri());
        shop.api.post(
                "/api/v1/accounts",
                Map.of(
                        "type", "smpp",
                        "name", "centre",
                        "settings",
                                Map.of(
                                        "host", centre.get("smppHost"),
                                        "port", centre.get("smppPort"),
                                        "system-id", centre.get("smppSystemId"),
                                        "password", centre.get("smppPassword"),
                                        "source", centre.get("smppSource"))));
        StringBuilder contacts = new StringBuilder("external_id,first_name,phone,rcs_id,tags\n");
        StringBuilder consents =
                new StringBuilder("external_id,channel,purpose,state,occurred_at,source\n");
        for (int i = 0; i < PEOPLE; i++) {
            contacts.append(
                    "f%d,Ada,+4915112345%03d,+4915112345%03d,failover%n".formatted(i, i, i));
            for (String channel : List.of("rcs", "sms")) {
                consents.append(
                        "f%d,%s,marketing,granted,2026-01-01T00:00:00Z,web%n"
                                .formatted(i, channel));
            }
        }
        upload("contacts", contacts);
        upload("consents", consents);
        segment =
                shop.api
                        .post(
                                "/api/v1/segments",
                                Map.of("name", "Failover", "rule", Map.of("tag", "failover")))
                        .get("id")
                        .longValue();
        shop.settle();
    }

    @AfterAll
    static void close() {
        if (shop != null) {
            shop.close();
        }
    }

    private static void upload(String kind, CharSequence rows) throws Exception {
        Path file = directory.resolve(kind + ".csv");
        Files.writeString(file, rows);
        long id =
                shop.api
                        .upload(
                                "/api/v1/imports",
                                Map.of("kind", kind, "fileName", kind + ".csv"),
                                file)
                        .get("id")
                        .longValue();
        JsonNode ended =
                until(
                        "/api/v1/imports/" + id,
                        each -> each.get("state").stringValue().equals("finished"));
        assertThat(ended.get("rowsRejected").longValue()).isZero();
    }

    private static JsonNode until(String path, Predicate<JsonNode> done) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> shop.api.get(path), done);
    }

    /// A campaign of two arms that has reached everybody on its first channel, as far as it can.
    private static long begun(String name) throws Exception {
        long message =
                shop.api
                        .post(
                                "/api/v1/messages",
                                Drafts.message(
                                        name,
                                        Map.of(
                                                "version",
                                                2,
                                                "content",
                                                Map.of(
                                                        "body",
                                                        Map.of("type", "text", "text", name)))))
                        .get("id")
                        .longValue();
        JsonNode campaign =
                shop.api.post(
                        "/api/v1/campaigns",
                        Map.of(
                                "name",
                                name,
                                "segmentId",
                                segment,
                                "messageId",
                                message,
                                "seed",
                                "s",
                                "arms",
                                List.of(arm("By centre", "centre"), arm("By API", "main"))));
        assertThat(campaign.at("/arms/0/channels").valueStream().map(JsonNode::stringValue))
                .containsExactly("rcs", "sms");
        assertThat(campaign.at("/arms/0/accounts/sms").stringValue()).isEqualTo("centre");
        assertThat(campaign.at("/arms/0/fallbackAfter").stringValue()).isEqualTo("PT1H");
        String path = "/api/v1/campaigns/" + campaign.get("id").longValue();
        shop.api.post(path + "/schedule", Map.of("at", Instant.now().toString()));
        long run = until(path, each -> !each.get("runs").isEmpty()).at("/runs/0/id").longValue();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> assertThat(ledger(run)).isEqualTo(List.of("rcs sent " + PEOPLE)));
        return run;
    }

    /// How many are where, and why.
    private static List<String> ledger(long run) {
        return shop.postgres()
                .fetch(
                        "select concat_ws(' ', channel, state, reason, count(*)) from recipient where"
                                + " run_id = {0} group by channel, state, reason union all select"
                                + " concat_ws(' ', 'left', channel, state, reason, failure_class,"
                                + " failure_code, receipt, count(*)) from recipient_attempt where"
                                + " run_id = {0} group by channel, state, reason, failure_class,"
                                + " failure_code, receipt order by 1",
                        DSL.val((int) run))
                .into(String.class);
    }

    private static Map<String, Object> arm(String name, String account) {
        return Map.of(
                "name",
                name,
                "variant",
                "A",
                "channels",
                List.of("rcs", "sms"),
                "accounts",
                Map.of("sms", account),
                "fallbackAfter",
                "PT1H",
                "weight",
                5_000);
    }

    @Test
    void whoGetsNothingByRcsGetsItBySmsThroughTheAccountOfTheArmAndTheFirstIsTakenBack()
            throws Exception {
        shop.sandbox.received().clear();
        RcsProvider rcs = shop.sandbox.provider(RcsProvider.class);
        int standing = rcs.standing();
        long run = begun("Taken back");
        assertThat(rcs.standing()).isEqualTo(standing + PEOPLE);

        shop.endTheWaiting(run);

        until("/api/v1/runs/" + run, each -> each.get("state").stringValue().equals("finished"));
        shop.settle();
        JsonNode view = shop.api.get("/api/v1/runs/" + run);
        assertThat(view.at("/balance/closes").booleanValue()).isTrue();
        assertThat(view.at("/balance/sent").intValue()).isEqualTo(PEOPLE);
        assertThat(ledger(run))
                .containsExactly("left rcs sent accepted " + PEOPLE, "sms sent " + PEOPLE);
        assertThat(rcs.standing()).isEqualTo(standing);
        JsonNode report = shop.report(run);
        assertThat(Stream.of(Channel.SMPP, Channel.SMS).map(shop.sandbox.received()::total))
                .containsExactly(
                        report.at("/arms/0/counts/assigned").longValue(),
                        report.at("/arms/1/counts/assigned").longValue());
        for (Channel account : List.of(Channel.SMPP, Channel.SMS)) {
            assertThat(shop.sandbox.received().countByAddress(account).values())
                    .isNotEmpty()
                    .allMatch(times -> times == 1);
        }
        for (JsonNode arm : report.get("arms")) {
            assertThat(arm.at("/channels/0/channel").stringValue()).isEqualTo("rcs");
            assertThat(arm.at("/channels/0/sent").intValue()).isZero();
            assertThat(arm.at("/channels/1/delivered").intValue())
                    .isEqualTo(arm.at("/counts/assigned").intValue())
                    .isPositive();
        }
    }

    @Test
    void nobodyMovesOnOnceTheCampaignIsCancelled() throws Exception {
        long run = begun("Cancelled");
        long before = texts();
        long campaign = shop.api.get("/api/v1/runs/" + run).get("campaignId").longValue();

        shop.api.post("/api/v1/campaigns/" + campaign + "/cancel", Map.of());
        shop.endTheWaiting(run);
        // a run that is begun after it and ends has been looked for after it
        long later = begun("Later");
        shop.endTheWaiting(later);
        until("/api/v1/runs/" + later, each -> each.get("state").stringValue().equals("finished"));

        assertThat(shop.api.get("/api/v1/runs/" + run).get("state").stringValue())
                .isEqualTo("cancelled");
        assertThat(ledger(run)).containsExactly("rcs sent " + PEOPLE);
        assertThat(texts()).isEqualTo(before + PEOPLE);
        assertThat(shop.api.get("/api/v1/runs/" + run).at("/balance/closes").booleanValue())
                .isTrue();
    }

    /// By either account.
    private static long texts() {
        return shop.sandbox.received().total(Channel.SMS)
                + shop.sandbox.received().total(Channel.SMPP);
    }
}
