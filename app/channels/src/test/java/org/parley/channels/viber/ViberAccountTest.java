package org.parley.channels.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.FakeProvider;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.channel.WebhookRegistration;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.RenderedMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ViberAccountTest {

    private static final RenderedMessage HELLO = Samples.content("Hello", null);

    private FakeProvider viber;
    private ViberAccount account;

    @BeforeEach
    void start() throws IOException {
        viber = new FakeProvider();
        account = new ViberAccount(settings(viber.uri("/pa/"), Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        account.close();
        viber.close();
    }

    private static ViberSettings settings(URI base, Duration patience) {
        return new ViberSettings(
                "main",
                base,
                new Secret("445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"),
                "Shop",
                null,
                new Pace(8, 500, Duration.ofSeconds(20), patience));
    }

    @Test
    void postsOnceWithTheTokenAndKeepsTheMessageTokenAsText() {
        viber.answers(
                200,
                "{\"status\":0,\"status_message\":\"ok\",\"message_token\":5741311803571721087,\"billing_status\":1}");

        assertThat(account.send(Samples.to("u1==", HELLO)))
                .isEqualTo(new Accepted("5741311803571721087"));
        assertThat(viber.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path()).isEqualTo("/pa/send_message");
                    assertThat(call.headers().getFirst("X-Viber-Auth-Token"))
                            .isEqualTo("445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "1, CONFIGURATION",
        "2, AUTH",
        "3, CONFIGURATION",
        "4, CONFIGURATION",
        "5, RECIPIENT",
        "6, OPTED_OUT",
        "7, POLICY",
        "8, AUTH",
        "9, POLICY",
        "10, CONFIGURATION",
        "11, RECIPIENT",
        "12, THROTTLED",
        "13, RECIPIENT",
        "14, CONFIGURATION",
        "15, AUTH",
        "16, CONFIGURATION",
        "17, CONFIGURATION",
        "18, CONFIGURATION",
        "19, CONFIGURATION",
        "20, CONFIGURATION",
        "21, RECIPIENT",
        "22, CONFIGURATION",
        "23, BUDGET",
        "24, BUDGET",
        "99, RETRYABLE"
    })
    void readsTheStatusBehindHttp200(int status, FailureClass failure) {
        viber.answers(200, "{\"status\":" + status + ",\"status_message\":\"why\"}");

        assertThat(account.send(Samples.to("u1==", HELLO)))
                .isEqualTo(new Refused(failure, Integer.toString(status), "why", null));
    }

    @Test
    void parksOnlyThePersonWhoGotAHundredMessagesWithoutReply() {
        viber.answers(
                200, "{\"status\":12,\"status_message\":\"more than 100 messages without reply\"}");

        assertThat(((Refused) account.send(Samples.to("u1==", HELLO))).retryAfter())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void onlyWhoIsNotRegisteredIsGone() {
        assertThat(Samples.gone(account, ViberStatus.TABLE)).containsExactly("5");
    }

    @Test
    void sendsThePlainFormOnceToAClientThatIsTooOldForCards() {
        viber.answers(200, "{\"status\":13,\"status_message\":\"apiVersionNotSupported\"}")
                .answers(200, "{\"status\":0,\"message_token\":7}");

        assertThat(account.send(Samples.to("u1==", Samples.content("Hi", null, Samples.SHOP))))
                .isEqualTo(new Accepted("7"));
        assertThat(viber.calls()).hasSize(2);
        assertThat(viber.calls().get(0).body()).contains("rich_media");
        assertThat(viber.calls().get(1).body()).doesNotContain("rich_media");
    }

    @Test
    void doesNotRepeatAPlainFormThatIsRefusedAsTooNew() {
        viber.answers(200, "{\"status\":13,\"status_message\":\"apiVersionNotSupported\"}");

        assertThat(account.send(Samples.to("u1==", HELLO))).isInstanceOf(Refused.class);
        assertThat(viber.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "200 => nonsense",
                "200 => []",
                "200 => {}",
                "200 => {\"status\":0}",
                "200 => {\"status\":0,\"message_token\":1.5}",
                "500 => {\"error\":true}",
                "502 => <html>",
            })
    void isUnknownWhenTheAnswerSaysNeitherYesNorNo(int status, String body) {
        viber.answers(status, body);

        assertThat(account.send(Samples.to("u1==", HELLO))).isInstanceOf(Unknown.class);
    }

    @Test
    void isUnknownWhenViberHangs() {
        viber.hangs();
        try (ViberAccount impatient =
                new ViberAccount(settings(viber.uri("/pa/"), Duration.ofMillis(300)))) {
            assertThat(impatient.send(Samples.to("u1==", HELLO))).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void isUnknownWhenViberDropsTheConnection() {
        viber.drops();

        assertThat(account.send(Samples.to("u1==", HELLO))).isInstanceOf(Unknown.class);
        assertThat(viber.calls()).hasSize(1);
    }

    @Test
    void sendsNothingThatDoesNotFit() {
        SendOutcome outcome =
                account.send(Samples.to("u1==", Samples.content("x".repeat(7_001), null)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.failure()).isEqualTo(FailureClass.CONFIGURATION));
        assertThat(viber.calls()).isEmpty();
    }

    @Test
    void registersItsWebhook() {
        viber.answers(200, "{\"status\":0,\"status_message\":\"ok\",\"event_types\":[\"seen\"]}");

        assertThat(
                        account.registerWebhook(
                                URI.create("https://parley.example/webhooks/viber/main")))
                .isEqualTo(new WebhookRegistration.Registered());
        JsonNode request = JsonMapper.builder().build().readTree(viber.calls().getFirst().body());
        assertThat(viber.calls().getFirst().path()).isEqualTo("/pa/set_webhook");
        assertThat(request.path("url").asString())
                .isEqualTo("https://parley.example/webhooks/viber/main");
        assertThat(request.path("event_types"))
                .extracting(JsonNode::asString)
                .contains("delivered", "seen", "failed", "subscribed", "unsubscribed");
    }

    @Test
    void tellsWhyItsWebhookIsRefused() {
        viber.answers(200, "{\"status\":1,\"status_message\":\"invalidUrl\"}");

        assertThat(account.registerWebhook(URI.create("https://parley.example/")))
                .isEqualTo(new WebhookRegistration.NotRegistered("1", "invalidUrl"));
    }

    @Test
    void trustsTheSignatureOverTheRawBytesOnly() throws Exception {
        byte[] body = "{\"event\":\"webhook\", \"timestamp\":1}".getBytes(StandardCharsets.UTF_8);
        String signature = sign(body, "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9");

        assertThat(account.authentic(signed(signature, body))).isTrue();
        assertThat(account.authentic(signed(signature.toUpperCase(Locale.ROOT), body))).isTrue();
        assertThat(account.authentic(signed(sign(body, "another"), body))).isFalse();
        assertThat(
                        account.authentic(
                                signed(
                                        signature,
                                        "{\"event\":\"webhook\",\"timestamp\":1}"
                                                .getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(account.authentic(signed("", body))).isFalse();
        assertThat(account.authentic(signed("zz", body))).isFalse();
        assertThat(account.authentic(new WebhookRequest(Map.of(), body))).isFalse();
    }

    @Test
    void keepsItsTokenOutOfPrint() {
        assertThat(settings(ViberSettings.BASE_URI, Duration.ofSeconds(1)).toString())
                .doesNotContain("445da6az");
    }

    @Test
    void refusesSettingsThatCannotWork() {
        assertThatThrownBy(() ->
                        settings(URI.create("https://viber.example/pa"), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new ViberSettings(
                                "a",
                                ViberSettings.BASE_URI,
                                new Secret("t"),
                                "x".repeat(29),
                                null,
                                new Pace(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static WebhookRequest signed(String signature, byte[] body) {
        return new WebhookRequest(Map.of("x-viber-content-signature", signature), body);
    }

    private static String sign(byte[] body, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}
