package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.email.EventAccounts.ANNA;
import static org.parley.channels.email.EventAccounts.ID;
import static org.parley.channels.email.EventAccounts.NOW;
import static org.parley.channels.email.EventAccounts.bytes;
import static org.parley.channels.email.EventAccounts.parse;
import static org.parley.channels.email.EventAccounts.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Secret;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;

class MailgunTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant AT = Instant.parse("2026-11-22T09:58:20.908Z");

    private final EmailAccount account =
            EventAccounts.with("events", "mailgun", "mailgun-signing-key", KEY);
    private final EmailAccount opensByProvider =
            EventAccounts.with(
                    "events", "mailgun", "mailgun-signing-key", KEY, "opens", "provider");

    @Test
    void theMailCarriesOurIdAsAVariable() throws Exception {
        assertThat(EventAccounts.mail(account).getHeader("X-Mailgun-Variables", null))
                .isEqualTo("{\"parley-message\":\"30064771114\"}");
    }

    @Test
    void aDeliveryIsAReceiptOfOurMessage() {
        assertThat(parse(account, event("\"event\":\"delivered\"")))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, null));
    }

    @Test
    void ourOwnMessageIdWillDoWhereTheVariableIsMissing() {
        String body =
                event("\"event\":\"delivered\"")
                        .replace("{\"parley-message\":\"30064771114\"}", "{}");
        assertThat(parse(account, body))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "permanent, bounce, 550, 5.1.1, true, 5.1.1",
        "permanent, bounce, 605, , true, 605",
        "permanent, suppress-bounce, 605, , true, 605",
        "permanent, bounce, 552, 5.2.2, false, 5.2.2",
        "permanent, generic, 550, 5.7.1, , POLICY",
        "permanent, generic, 550, 5.1.1, true, 5.1.1",
        "permanent, old, 602, , false, old",
        "permanent, suppress-unsubscribe, 606, , , OPTED_OUT",
        "permanent, suppress-complaint, 607, , , OPTED_OUT",
    })
    void aPermanentFailureIsOfTheMailboxOrOfUs(
            String severity,
            String reason,
            int code,
            String enhanced,
            Boolean permanent,
            String told) {
        InboundEvent expected =
                permanent == null
                        ? receipt(
                                ReceiptKind.FAILED,
                                FailureClass.valueOf(told),
                                enhanced == null ? reason : enhanced)
                        : new Bounce(ANNA, permanent, null, ID, told, AT);
        assertThat(parse(account, event(failed(severity, reason, code, enhanced))))
                .containsExactly(expected);
    }

    @Test
    void aTemporaryFailureIsTriedAgainAndSaysNothing() {
        assertThat(parse(account, event(failed("temporary", "generic", 450, "4.2.1")))).isEmpty();
    }

    @Test
    void aComplaintAndAWithdrawalNameTheAddress() {
        assertThat(parse(account, event("\"event\":\"complained\"")))
                .containsExactly(new Complaint(ANNA, null, ID, "mailgun: complained", AT));
        assertThat(parse(account, event("\"event\":\"unsubscribed\"")))
                .containsExactly(new OptOut(ANNA, "mailgun: unsubscribed", AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"event\":\"accepted\"",
                "\"event\":\"clicked\",\"url\":\"https://shop.example\"",
                "\"event\":\"opened\",\"client-info\":{\"user-agent\":\"Thunderbird\"}",
                "\"event\":\"stored\""
            })
    void theRestSaysNothing(String fields) {
        assertThat(parse(account, event(fields))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Thunderbird, '', true",
        "GoogleImageProxy, gmail, true",
        "Thunderbird, apple, false",
        "Mozilla/5.0, '', false",
    })
    void anOpenCountsWhereTheProviderCountsThemAndAPersonDidIt(
            String agent, String bot, boolean counts) {
        String body =
                event(
                        "\"event\":\"opened\",\"client-info\":{\"user-agent\":\"%s\",\"bot\":\"%s\"}"
                                .formatted(agent, bot));
        assertThat(parse(opensByProvider, body)).hasSize(counts ? 1 : 0);
    }

    @Test
    void onlyASignatureOfTheirsIsTaken() {
        String body = event("\"event\":\"delivered\"");
        assertThat(account.authentic(request(body))).isTrue();
        assertThat(account.authentic(request(body.replace("\"signature\":\"", "\"x\":\""))))
                .isFalse();
        assertThat(account.authentic(request(body.replace("\"token\":\"", "\"token\":\"0"))))
                .isFalse();
        assertThat(account.authentic(request("{}"))).isFalse();
        assertThat(account.authentic(request("[]"))).isFalse();
        assertThat(
                        account.authentic(
                                request(
                                        signed(
                                                "another key of somebody else",
                                                NOW,
                                                "t1",
                                                "\"event\":\"delivered\""))))
                .isFalse();
    }

    @Test
    void aTokenIsGoodForOneBody() {
        String body = signed(KEY, NOW, "token-1", "\"event\":\"delivered\"");
        String stolen = signed(KEY, NOW, "token-1", "\"event\":\"complained\"");
        assertThat(account.authentic(request(body))).isTrue();
        assertThat(account.authentic(request(stolen))).isFalse();
        assertThat(account.authentic(request(body))).as("their second try").isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "-PT8H30M, true", "-PT9H1S, false", "PT4M, true", "PT6M, false"})
    void aSignedTimeIsGoodAsLongAsTheyTryAgain(Duration age, boolean taken) {
        String body = signed(KEY, NOW.plus(age), "t", "\"event\":\"delivered\"");
        assertThat(account.authentic(request(body))).isEqualTo(taken);
    }

    @Test
    void mutatedBodiesAreMalformedOrUnderstood() {
        WebhookFuzz.mutate(
                opensByProvider,
                20_261_122,
                List.of(
                        bytes(event("\"event\":\"delivered\"")),
                        bytes(event(failed("permanent", "bounce", 550, "5.1.1"))),
                        bytes(event("\"event\":\"opened\",\"client-info\":{\"bot\":\"\"}")),
                        bytes(event("\"event\":\"unsubscribed\""))));
    }

    private static Receipt receipt(ReceiptKind kind, FailureClass failure, String code) {
        return new Receipt(kind, null, ID, failure, code, AT);
    }

    private static String failed(String severity, String reason, int code, String enhanced) {
        return "\"event\":\"failed\",\"severity\":\"%s\",\"reason\":\"%s\",\"delivery-status\":{\"code\":%d%s}"
                .formatted(
                        severity,
                        reason,
                        code,
                        enhanced == null ? "" : ",\"enhanced-code\":\"" + enhanced + "\"");
    }

    private static String event(String fields) {
        return signed(KEY, NOW, "token", fields);
    }

    private static String signed(String key, Instant at, String token, String fields) {
        String time = Long.toString(at.getEpochSecond());
        return "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"},"
                        .formatted(time, token, Hmac.hex(new Secret(key), bytes(time + token)))
                + "\"event-data\":{\"id\":\"W3X4JOhFT-OZidZGKKr9iA\",\"timestamp\":1795341500.908181,"
                + "\"recipient\":\"anna@customers.example\","
                + "\"message\":{\"headers\":{\"message-id\":\"30064771114.main@shop.example\"}},"
                + "\"user-variables\":{\"parley-message\":\"30064771114\"},"
                + fields
                + "}}";
    }
}
