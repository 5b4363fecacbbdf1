package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.channels.FakeProvider;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.SendOutcome.Accepted;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.SendOutcome.Unknown;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Content;
import org.parley.core.content.LintFinding;
import org.parley.core.content.LintFinding.Severity;
import org.parley.core.content.Part;
import org.parley.core.content.ProviderTemplate;
import org.parley.core.content.RenderedMessage;
import org.parley.core.content.RichMessage;

class WhatsAppAccountTest {

    private static final RenderedMessage HELLO = Samples.content("Hello", null);
    private static final String ANNA = "+436641234567";
    private static final Secret APP_SECRET = new Secret("app-hush");

    private FakeProvider meta;
    private WhatsAppSettings settings;
    private WhatsAppAccount account;

    @BeforeEach
    void start() throws IOException {
        meta = new FakeProvider();
        settings =
                new WhatsAppSettings(
                        "main",
                        meta.uri("/v25.0/"),
                        "106540352242922",
                        new Secret("access-hush"),
                        APP_SECRET,
                        new Secret("verify-hush"),
                        new Pace(8, 80));
        account = new WhatsAppAccount(settings);
    }

    @AfterEach
    void stop() {
        account.close();
        meta.close();
    }

    @Test
    void postsOnceWithTheTokenAndKeepsTheId() {
        meta.answers(
                200,
                "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"+436641234567\",\"wa_id\":\"436641234567\"}],\"messages\":[{\"id\":\"wamid.HBgL\",\"message_status\":\"accepted\"}]}");

        assertThat(account.send(Samples.to(ANNA, HELLO))).isEqualTo(new Accepted("wamid.HBgL"));
        assertThat(meta.calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path()).isEqualTo("/v25.0/106540352242922/messages");
                    assertThat(call.headers().getFirst("Authorization"))
                            .isEqualTo("Bearer access-hush");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "190, 401, AUTH",
        "10, 403, AUTH",
        "210, 403, AUTH",
        "131005, 403, AUTH",
        "4, 429, THROTTLED",
        "80007, 429, THROTTLED",
        "130429, 400, THROTTLED",
        "130429, 429, THROTTLED",
        "1, 400, RETRYABLE",
        "2, 503, RETRYABLE",
        "131000, 500, RETRYABLE",
        "131016, 500, RETRYABLE",
        "131026, 400, RECIPIENT",
        "130472, 400, RECIPIENT",
        "131047, 400, RECIPIENT",
        "131049, 400, RECIPIENT",
        "131050, 400, OPTED_OUT",
        "131048, 400, POLICY",
        "368, 403, POLICY",
        "131031, 403, POLICY",
        "132015, 400, POLICY",
        "132016, 400, POLICY",
        "131042, 400, BUDGET",
        "100, 400, CONFIGURATION",
        "132000, 400, CONFIGURATION",
        "132001, 404, CONFIGURATION",
        "132012, 400, CONFIGURATION",
        "999999, 400, RETRYABLE"
    })
    void readsTheCodeAndNotTheHttpStatus(int code, int http, FailureClass failure) {
        meta.answers(
                http,
                "{\"error\":{\"message\":\"(#"
                        + code
                        + ") Why\",\"type\":\"OAuthException\",\"code\":"
                        + code
                        + ",\"error_data\":{\"messaging_product\":\"whatsapp\",\"details\":\"exactly\"}}}");

        assertThat(account.send(Samples.to(ANNA, HELLO)))
                .isEqualTo(
                        new Refused(
                                failure,
                                Integer.toString(code),
                                "(#" + code + ") Why: exactly",
                                null));
        assertThat(account.saysAddressIsGone(Integer.toString(code))).isEqualTo(code == 131026);
    }

    @Test
    void waitsForThePairOfSenderAndPerson() {
        meta.answers(429, "{\"error\":{\"message\":\"pair\",\"code\":131056}}");

        assertThat(((Refused) account.send(Samples.to(ANNA, HELLO))).retryAfter())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void keepsTheRetryAfterOfARate() {
        meta.answers(429, "{\"error\":{\"message\":\"rate\",\"code\":130429}}", "3");

        assertThat(((Refused) account.send(Samples.to(ANNA, HELLO))).retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "200 => nonsense",
                "200 => {}",
                "200 => {\"messages\":[]}",
                "500 => {\"error\":{}}"
            })
    void isUnknownWhenTheAnswerSaysNeitherYesNorNo(int status, String body) {
        meta.answers(status, body);

        assertThat(account.send(Samples.to(ANNA, HELLO))).isInstanceOf(Unknown.class);
    }

    @Test
    void isUnknownWhenMetaDropsTheConnection() {
        meta.drops();

        assertThat(account.send(Samples.to(ANNA, HELLO))).isInstanceOf(Unknown.class);
        assertThat(meta.calls()).hasSize(1);
    }

    @Test
    void callsNobodyOutsideTheWindowWithoutATemplate() {
        assertThat(account.send(Samples.outsideTheWindow(ANNA, HELLO)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> {
                            assertThat(it.failure()).isEqualTo(FailureClass.CONFIGURATION);
                            assertThat(it.detail()).contains("approved template");
                        });
        assertThat(meta.calls()).isEmpty();
    }

    @Test
    void trustsTheSignatureOverTheRawBytesOnly() {
        byte[] body = "{\"a\":\"\\u00e4\"}".getBytes(StandardCharsets.UTF_8);
        String hex = Hmac.hex(APP_SECRET, body);

        assertThat(account.authentic(signed("sha256=" + hex, body))).isTrue();
        assertThat(account.authentic(signed(hex, body))).isFalse();
        assertThat(account.authentic(signed("sha1=" + hex, body))).isFalse();
        assertThat(account.authentic(signed("sha256=" + Hmac.hex(new Secret("other"), body), body)))
                .isFalse();
        assertThat(
                        account.authentic(
                                signed(
                                        "sha256=" + hex,
                                        "{\"a\":\"\u00e4\"}".getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(account.authentic(new WebhookRequest(Map.of(), body))).isFalse();
    }

    private static WebhookRequest signed(String header, byte[] body) {
        return new WebhookRequest(Map.of("x-hub-signature-256", header), body);
    }

    @Test
    void answersTheChallengeOfWhoeverKnowsTheVerifyToken() {
        assertThat(account.handshake(hub("subscribe", "verify-hush"))).contains("1158201444");
        assertThat(account.handshake(hub("subscribe", "guess"))).isEmpty();
        assertThat(account.handshake(hub("unsubscribe", "verify-hush"))).isEmpty();
        assertThat(account.handshake(Map.of())).isEmpty();
        assertThat(
                        account.handshake(
                                Map.of("hub.mode", "subscribe", "hub.verify_token", "verify-hush")))
                .isEmpty();
    }

    private static Map<String, String> hub(String mode, String token) {
        return Map.of("hub.mode", mode, "hub.verify_token", token, "hub.challenge", "1158201444");
    }

    @Test
    void asksForATemplate() {
        assertThat(account.lint(new RichMessage(new Content(null, new Part.Text("Hello")))))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.severity()).isEqualTo(Severity.ERROR);
                    assertThat(it.part()).isEqualTo("content.templates");
                });
    }

    @Test
    void saysWhenTheTemplateStandsInWithinTheWindowToo() {
        RichMessage mixed =
                new RichMessage(
                        new Content(
                                null,
                                new Part.Text("Hello"),
                                List.of(Samples.YES, Samples.SHOP),
                                List.of(),
                                Map.of(
                                        WhatsAppAccount.CHANNEL,
                                        new ProviderTemplate(
                                                "a", "en", List.of("{{ first_name }}")))));

        assertThat(account.lint(mixed))
                .extracting(LintFinding::severity, LintFinding::part)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "content.body"));
    }

    @Test
    void keepsItsSecretsOutOfPrint() {
        assertThat(settings.toString()).doesNotContain("hush");
    }
}
