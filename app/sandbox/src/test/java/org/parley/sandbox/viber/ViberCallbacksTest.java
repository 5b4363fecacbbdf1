package org.parley.sandbox.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sandbox.Caller;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Person;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.webhook.Signature;
import tools.jackson.databind.JsonNode;

class ViberCallbacksTest {
    private static final String USER = "01234567890A=";

    private Sandbox sandbox;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withHabits(Habits.all(Propensities.QUIET)));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void setWebhookCallsFirstAndAnswersWithTheEvents() throws Exception {
        JsonNode answer = setWebhook();
        assertThat(answer.path("status").intValue()).isZero();
        assertThat(answer.path("event_types").toString())
                .isEqualTo("[\"delivered\",\"seen\",\"message\",\"unsubscribed\"]");
        JsonNode event = parley.bodies("/viber").getFirst();
        assertThat(event.path("event").stringValue()).isEqualTo("webhook");
        assertThat(event.path("message_token").longValue()).isGreaterThan(1L << 53);
    }

    @Test
    void aWebhookThatDoesNotAnswer200IsRefused() throws Exception {
        parley.answers(_ -> 500);
        JsonNode answer = setWebhook();
        assertThat(answer.path("status").intValue()).isEqualTo(1);
        assertThat(answer.path("status_message").stringValue())
                .isEqualTo("invalidUrl: the webhook answered 500");
        assertThat(sandbox.webhooks().targets()).isEmpty();
    }

    @Test
    void receiptsAreSignedOverTheirBytes() throws Exception {
        setWebhook();
        long token = send("promo-1");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<ParleyStandIn.Seen> seen = parley.seen("/viber");
        assertThat(seen)
                .extracting(each -> each.json().path("event").stringValue())
                .containsExactly("webhook", "delivered", "seen");
        assertThat(seen.get(1).json().path("message_token").longValue()).isEqualTo(token);
        assertThat(seen.get(1).json().path("user_id").stringValue()).isEqualTo(USER);
        for (ParleyStandIn.Seen each : seen) {
            assertThat(each.header("X-Viber-Content-Signature"))
                    .isEqualTo(
                            Signature.hex(
                                    sandbox.accounts().viberToken(),
                                    each.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void readingIsToldOnceForAllThatWasUnread() throws Exception {
        setWebhook();
        sandbox.chaos().hold();
        send("a");
        long last = send("b");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> seen =
                sandbox.chaos().recorded().stream()
                        .filter(webhook -> webhook.kind().equals("seen"))
                        .map(webhook ->
                                org.parley.sandbox.http.Json.MAPPER.readTree(webhook.text()))
                        .toList();
        assertThat(seen).hasSizeBetween(1, 2);
        assertThat(seen.getLast().path("message_token").longValue()).isEqualTo(last);
    }

    @Test
    void aMessageOfTheUserCarriesTheLastTrackingData() throws Exception {
        setWebhook();
        sandbox.customers()
                .add(
                        new Person("c-1", "Иван Петров", "bg", "BG")
                                .on(org.parley.sandbox.world.Channel.VIBER, USER));
        send("promo-1");
        sandbox.customers().say(org.parley.sandbox.world.Channel.VIBER, USER, "Колко струва?");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        JsonNode message =
                parley.bodies("/viber").stream()
                        .filter(body -> body.path("event").stringValue().equals("message"))
                        .findFirst()
                        .orElseThrow();
        assertThat(message.path("sender").path("name").stringValue()).isEqualTo("Иван Петров");
        assertThat(message.path("message").path("text").stringValue()).isEqualTo("Колко струва?");
        assertThat(message.path("message").path("tracking_data").stringValue())
                .isEqualTo("promo-1");
    }

    @Test
    void eventsThatWereNotAskedForAreNotSent() throws Exception {
        setWebhook();
        sandbox.viberUsers().subscribe(USER);
        sandbox.viberUsers().unsubscribe(USER);
        assertThat(parley.bodies("/viber"))
                .extracting(body -> body.path("event").stringValue())
                .containsExactly("webhook", "unsubscribed");
    }

    private JsonNode setWebhook() throws Exception {
        return caller.viberJson(
                "set_webhook",
                "{\"url\":\"%s\",\"event_types\":[\"delivered\",\"seen\",\"message\",\"unsubscribed\"]}"
                        .formatted(parley.uri("/viber")));
    }

    private long send(String tracking) throws Exception {
        JsonNode answer =
                caller.viberJson(
                        "send_message",
                        """
                        {"receiver":"%s","sender":{"name":"S"},"type":"text","text":"x",
                         "tracking_data":"%s"}\
                        """
                                .formatted(USER, tracking));
        assertThat(answer.path("status").intValue()).isZero();
        return answer.path("message_token").longValue();
    }
}
