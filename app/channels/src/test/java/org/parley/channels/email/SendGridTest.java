package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.email.EventAccounts.ANNA;
import static org.parley.channels.email.EventAccounts.ID;
import static org.parley.channels.email.EventAccounts.NOW;
import static org.parley.channels.email.EventAccounts.THEN;
import static org.parley.channels.email.EventAccounts.bytes;
import static org.parley.channels.email.EventAccounts.parse;
import static org.parley.channels.email.EventAccounts.request;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;

class SendGridTest {

    private static final String SIGNATURE = "x-twilio-email-event-webhook-signature";
    private static final String TIMESTAMP = "x-twilio-email-event-webhook-timestamp";
    private static final KeyPair KEYS = keys();
    private static final String[] SETTINGS = {
        "events",
        "sendgrid",
        "sendgrid-verification-key",
        Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded())
    };

    private final EmailAccount account = EventAccounts.with(SETTINGS);
    private final EmailAccount opensByProvider =
            EventAccounts.with(
                    SETTINGS[0], SETTINGS[1], SETTINGS[2], SETTINGS[3], "opens", "provider");

    @Test
    void theMailCarriesOurIdAsAUniqueArgument() throws Exception {
        assertThat(EventAccounts.mail(account).getHeader("X-SMTPAPI", null))
                .isEqualTo("{\"unique_args\":{\"parley-message\":\"30064771114\"}}");
        assertThat(account.capabilities().deliveryReceipts()).isTrue();
    }

    @Test
    void aDeliveryIsAReceiptOfOurMessage() {
        assertThat(parse(account, events("\"event\":\"delivered\",\"response\":\"250 OK\"")))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, null));
    }

    @Test
    void ourOwnMessageIdWillDoWhereTheArgumentIsMissing() {
        String body =
                """
                [{"email":"anna@customers.example","timestamp":1795341500,"event":"delivered",
                "sg_event_id":"a","smtp-id":"<30064771114.main@shop.example>"},
                {"email":"anna@customers.example","timestamp":1795341500,"event":"delivered",
                "sg_event_id":"b","smtp-id":"<30064771114.other@shop.example>"}]\
                """;
        assertThat(parse(account, body))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "bounce, 5.1.1, true, 5.1.1",
        "bounce, 5.0.0, , CONFIGURATION",
        "bounce, 5.2.2, false, 5.2.2",
        "bounce, , true, bounce",
        "bounce, 5.7.1, , POLICY",
        "blocked, 5.2.2, false, 5.2.2",
        "blocked, 4.4.7, false, 4.4.7",
        "blocked, 5.7.1, , POLICY",
        "blocked, , false, blocked",
    })
    void aBounceIsOfTheMailboxOrOfUs(String type, String status, Boolean permanent, String code) {
        String said = status == null ? "" : ",\"status\":\"" + status + "\"";
        InboundEvent expected =
                permanent == null
                        ? receipt(ReceiptKind.FAILED, FailureClass.valueOf(code), status)
                        : new Bounce(ANNA, permanent, null, ID, code, THEN);
        assertThat(parse(account, events("\"event\":\"bounce\",\"type\":\"" + type + "\"" + said)))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribed Address, OPTED_OUT",
        "Spam Reporting Address, OPTED_OUT",
        "Spam Content (if spam checker app enabled), POLICY",
        "Recipient List over Package Quota, BUDGET",
        "Invalid SMTPAPI header, CONFIGURATION",
    })
    void whatIsDroppedFailsForItsReason(String reason, FailureClass failure) {
        assertThat(parse(account, events("\"event\":\"dropped\",\"reason\":\"" + reason + "\"")))
                .containsExactly(receipt(ReceiptKind.FAILED, failure, "dropped"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bounced Address", "Invalid"})
    void anAddressThatBouncedBeforeOrIsNoneIsDroppedAsGone(String reason) {
        assertThat(parse(account, events("\"event\":\"dropped\",\"reason\":\"" + reason + "\"")))
                .containsExactly(new Bounce(ANNA, true, null, ID, "dropped", THEN));
    }

    @Test
    void aComplaintAndAWithdrawalNameTheAddress() {
        assertThat(parse(account, events("\"event\":\"spamreport\"")))
                .containsExactly(new Complaint(ANNA, null, ID, "sendgrid: spamreport", THEN));
        assertThat(parse(account, events("\"event\":\"unsubscribe\"")))
                .containsExactly(new OptOut(ANNA, "sendgrid: unsubscribe", THEN));
        assertThat(parse(account, events("\"event\":\"group_unsubscribe\",\"asm_group_id\":7")))
                .containsExactly(new OptOut(ANNA, "sendgrid: group_unsubscribe", THEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"event\":\"processed\"",
                "\"event\":\"deferred\",\"response\":\"450 busy\"",
                "\"event\":\"click\",\"url\":\"https://shop.example\"",
                "\"event\":\"open\",\"useragent\":\"Thunderbird\"",
                "\"event\":\"group_resubscribe\"",
                "\"event\":\"something_new\""
            })
    void theRestSaysNothing(String event) {
        assertThat(parse(account, events(event))).isEmpty();
    }

    @Test
    void anOpenCountsWhereTheProviderCountsThemAndAPersonDidIt() {
        assertThat(
                        parse(
                                opensByProvider,
                                events("\"event\":\"open\",\"useragent\":\"Thunderbird\"")))
                .containsExactly(receipt(ReceiptKind.READ, null, null));
        assertThat(
                        parse(
                                opensByProvider,
                                events(
                                        "\"event\":\"open\",\"useragent\":\"Thunderbird\",\"sg_machine_open\":true")))
                .isEmpty();
        assertThat(
                        parse(
                                opensByProvider,
                                events("\"event\":\"open\",\"useragent\":\"Mozilla/5.0\"")))
                .isEmpty();
    }

    @Test
    void anEventThatStandsTwiceInOneBodyCountsOnce() {
        String one = events("\"event\":\"delivered\"");
        String inner = one.substring(1, one.length() - 1);
        assertThat(parse(account, "[" + inner + "," + inner + "]")).hasSize(1);
    }

    @Test
    void onlyASignatureOfTheirsOverTheseBytesIsTaken() throws Exception {
        String body = events("\"event\":\"delivered\"");
        String now = Long.toString(NOW.getEpochSecond());
        String signature = sign(KEYS, now, body);
        assertThat(account.authentic(request(body, SIGNATURE, signature, TIMESTAMP, now))).isTrue();
        assertThat(account.authentic(request(body))).isFalse();
        assertThat(account.authentic(request(body, TIMESTAMP, now))).isFalse();
        assertThat(account.authentic(request(body, SIGNATURE, signature))).isFalse();
        assertThat(account.authentic(request(body, SIGNATURE, "bm8=", TIMESTAMP, now))).isFalse();
        assertThat(account.authentic(request(body, SIGNATURE, "no base64", TIMESTAMP, now)))
                .isFalse();
        assertThat(account.authentic(request(body + " ", SIGNATURE, signature, TIMESTAMP, now)))
                .isFalse();
        String later = Long.toString(NOW.getEpochSecond() + 1);
        assertThat(account.authentic(request(body, SIGNATURE, signature, TIMESTAMP, later)))
                .isFalse();
        assertThat(
                        account.authentic(
                                request(body, SIGNATURE, sign(keys(), now, body), TIMESTAMP, now)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "-PT24H, true", "-PT25H1S, false", "PT4M, true", "PT6M, false"})
    void aSignedTimeIsGoodAsLongAsTheyTryAgain(Duration age, boolean taken) throws Exception {
        String body = events("\"event\":\"delivered\"");
        String time = Long.toString(NOW.plus(age).getEpochSecond());
        assertThat(
                        account.authentic(
                                request(body, SIGNATURE, sign(KEYS, time, body), TIMESTAMP, time)))
                .isEqualTo(taken);
    }

    @Test
    void mutatedBodiesAreMalformedOrUnderstood() {
        WebhookFuzz.mutate(
                opensByProvider,
                20_261_122,
                List.of(
                        bytes(events("\"event\":\"delivered\"")),
                        bytes(
                                events(
                                        "\"event\":\"bounce\",\"type\":\"bounce\",\"status\":\"5.1.1\"")),
                        bytes(events("\"event\":\"dropped\",\"reason\":\"Bounced Address\"")),
                        bytes(events("\"event\":\"open\",\"useragent\":\"Thunderbird\"")),
                        bytes(events("\"event\":\"unsubscribe\""))));
    }

    private static Receipt receipt(ReceiptKind kind, FailureClass failure, String code) {
        return new Receipt(kind, null, ID, failure, code, THEN);
    }

    private static String events(String fields) {
        return "[{\"email\":\"anna@customers.example\",\"timestamp\":1795341500,"
                + "\"smtp-id\":\"<30064771114.main@shop.example>\",\"sg_event_id\":\"ZGVsaXZlcmVk\","
                + "\"sg_message_id\":\"14c5d75ce93.dfd.64b469.filter0001\","
                + "\"parley-message\":\"30064771114\","
                + fields
                + "}]";
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(KeyPair keys, String time, String body)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(bytes(time));
        signature.update(bytes(body));
        return Base64.getEncoder().encodeToString(signature.sign());
    }
}
