package org.parley.sandbox.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class WhatsAppWebhooksTest {
    private Sandbox sandbox;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withHabits(Habits.all(Propensities.QUIET))
                                .withWhatsApp(new WhatsAppRules(0, Set.of(131026))));
        caller = new Caller(sandbox);
        sandbox.whatsAppTemplates().register(WhatsAppTemplate.ofText("sale", "en", "Sale"));
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void theHandshakeAsksForTheChallenge() {
        assertThat(sandbox.subscribeWhatsApp(parley.uri("/whatsapp"))).isEmpty();
        String query = parley.seen("/whatsapp").getFirst().uri().getQuery();
        assertThat(query)
                .contains("hub.mode=subscribe")
                .contains("hub.verify_token=" + sandbox.accounts().whatsApp().verifyToken());
    }

    @Test
    void aReceiverThatRefusesTheHandshakeIsNotSubscribed() {
        parley.answers(_ -> 403);
        assertThat(sandbox.subscribeWhatsApp(parley.uri("/whatsapp")))
                .contains("the webhook answered 403");
        assertThat(sandbox.webhooks().targets()).isEmpty();
    }

    @Test
    void statusesComeInBatchesWithCallbackDataPricesAndSecondsInStrings() throws Exception {
        sandbox.whatsAppUsers().oddities(0);
        sandbox.whatsAppWebhook(parley.uri("/whatsapp"));
        for (int i = 0; i < 20; i++) {
            send("+35988800000" + i % 10, "run-7-" + i);
        }
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> bodies = parley.bodies("/whatsapp");
        List<JsonNode> statuses =
                bodies.stream()
                        .flatMap(body -> value(body).path("statuses").valueStream())
                        .toList();
        assertThat(statuses).hasSize(60);
        assertThat(bodies).hasSizeLessThan(60);
        assertThat(value(bodies.getFirst()).path("metadata").path("phone_number_id").stringValue())
                .isEqualTo(sandbox.accounts().whatsApp().phoneNumberId());
        assertThat(statuses)
                .allSatisfy(status -> {
                    assertThat(status.path("timestamp").stringValue()).matches("\\d{10}");
                    assertThat(status.path("biz_opaque_callback_data").stringValue())
                            .startsWith("run-7-");
                });
        JsonNode sent =
                statuses.stream()
                        .filter(s -> s.path("status").stringValue().equals("sent"))
                        .findFirst()
                        .orElseThrow();
        assertThat(sent.path("pricing").toString())
                .isEqualTo(
                        "{\"billable\":true,\"pricing_model\":\"PMP\",\"category\":\"marketing\",\"type\":\"regular\"}");
    }

    @Test
    void theSignatureIsOverTheEscapedBody() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/whatsapp"));
        sandbox.customers()
                .add(
                        new Person("c-1", "Jörg Ødegård", "de", "DE")
                                .on(Channel.WHATSAPP, "+49151000001"));
        sandbox.customers().say(Channel.WHATSAPP, "+49151000001", "Grüße / bis später");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        ParleyStandIn.Seen seen = parley.seen("/whatsapp").getFirst();
        assertThat(seen.body()).contains("Gr\\u00fc\\u00dfe \\/ bis sp\\u00e4ter");
        assertThat(seen.header("X-Hub-Signature-256"))
                .isEqualTo(
                        "sha256="
                                + Signature.hex(
                                        sandbox.accounts().whatsApp().appSecret(),
                                        seen.body().getBytes(StandardCharsets.UTF_8)));
        JsonNode value = value(seen.json());
        assertThat(value.path("contacts").path(0).path("profile").path("name").stringValue())
                .isEqualTo("Jörg Ødegård");
        assertThat(value.path("messages").path(0).path("from").stringValue())
                .isEqualTo("49151000001");
        assertThat(value.path("messages").path(0).path("text").path("body").stringValue())
                .isEqualTo("Grüße / bis später");
    }

    @Test
    void stoppingOffersIsAWebhookOfItsOwn() {
        sandbox.whatsAppWebhook(parley.uri("/whatsapp"));
        sandbox.whatsAppUsers().preferMarketing("+359888123456", false);
        JsonNode body = parley.bodies("/whatsapp").getFirst();
        assertThat(body.path("entry").path(0).path("changes").path(0).path("field").stringValue())
                .isEqualTo("user_preferences");
        JsonNode preference = value(body).path("user_preferences").path(0);
        assertThat(preference.path("wa_id").stringValue()).isEqualTo("359888123456");
        assertThat(preference.path("category").stringValue()).isEqualTo("marketing_messages");
        assertThat(preference.path("value").stringValue()).isEqualTo("stop");
    }

    @Test
    void anErrorMayComeLaterAsAFailedStatus() throws Exception {
        sandbox.whatsAppWebhook(parley.uri("/whatsapp"));
        sandbox.customers().book().unregister(Channel.WHATSAPP, "+359888123456");
        send("+359888123456", "run-7-1");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        JsonNode status = value(parley.bodies("/whatsapp").getFirst()).path("statuses").path(0);
        assertThat(status.path("status").stringValue()).isEqualTo("failed");
        assertThat(status.path("errors").path(0).path("code").intValue()).isEqualTo(131026);
        assertThat(status.path("errors").path(0).path("error_data").path("details").stringValue())
                .startsWith("Message Undeliverable");
    }

    private void send(String to, String data) throws Exception {
        var answer =
                caller.whatsApp(
                        """
                        {"messaging_product":"whatsapp","to":"%s","type":"template",
                         "template":{"name":"sale","language":{"code":"en"}},
                         "biz_opaque_callback_data":"%s"}\
                        """
                                .formatted(to, data));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode value(JsonNode body) {
        return body.path("entry").path(0).path("changes").path(0).path("value");
    }
}
