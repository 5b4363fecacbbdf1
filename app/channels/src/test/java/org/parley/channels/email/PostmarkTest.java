package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.email.EventAccounts.ANNA;
import static org.parley.channels.email.EventAccounts.ID;
import static org.parley.channels.email.EventAccounts.THEN;
import static org.parley.channels.email.EventAccounts.bytes;
import static org.parley.channels.email.EventAccounts.parse;
import static org.parley.channels.email.EventAccounts.request;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;

class PostmarkTest {

    private static final String PASSWORD = "0123456789abcdef";

    private final EmailAccount account =
            EventAccounts.with("events", "postmark", "postmark-password", PASSWORD);
    private final EmailAccount opensByProvider =
            EventAccounts.with(
                    "events", "postmark", "postmark-password", PASSWORD, "opens", "provider");

    @Test
    void theMailCarriesOurIdAsMetadata() throws Exception {
        assertThat(EventAccounts.mail(account).getHeader("X-PM-Metadata-parley-message", null))
                .isEqualTo("30064771114");
    }

    @Test
    void aDeliveryIsAReceiptOfOurMessage() {
        assertThat(
                        parse(
                                account,
                                event("Delivery", "\"DeliveredAt\":\"2026-11-22T04:58:20-05:00\"")))
                .containsExactly(receipt(ReceiptKind.DELIVERED, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "HardBounce, 1, true, true",
        "BadEmailAddress, 100000, true, true",
        "ManuallyDeactivated, 100007, true, true",
        "Transient, 2, false, false",
        "SoftBounce, 4096, false, false",
        "DnsError, 256, false, false",
        "Unknown, 2048, true, true",
    })
    void aBounceIsAsLastingAsPostmarkSays(
            String type, int code, boolean inactive, boolean permanent) {
        assertThat(parse(account, event("Bounce", bounce(type, code, inactive))))
                .containsExactly(new Bounce(ANNA, permanent, null, ID, type, THEN));
    }

    @ParameterizedTest
    @CsvSource({"SpamNotification, 512", "Blocked, 100006", "DMARCPolicy, 100009"})
    void aBlockIsOfUs(String type, int code) {
        assertThat(parse(account, event("Bounce", bounce(type, code, false))))
                .containsExactly(receipt(ReceiptKind.FAILED, FailureClass.POLICY, type));
    }

    @Test
    void aComplaintAndAWithdrawalNameTheAddress() {
        assertThat(parse(account, event("SpamComplaint", bounce("SpamComplaint", 100_001, true))))
                .containsExactly(new Complaint(ANNA, null, ID, "postmark: SpamComplaint", THEN));
        assertThat(parse(account, event("SubscriptionChange", change(true, "ManualSuppression"))))
                .containsExactly(new OptOut(ANNA, "postmark: SubscriptionChange", THEN));
        assertThat(parse(account, event("Bounce", bounce("Unsubscribe", 16, true))))
                .containsExactly(new OptOut(ANNA, "postmark: Unsubscribe", THEN));
    }

    @Test
    void theRestSaysNothing() {
        assertThat(parse(account, event("Click", "\"ReceivedAt\":\"2026-11-22T09:58:20Z\"")))
                .isEmpty();
        assertThat(parse(account, event("Open", open("Thunderbird")))).isEmpty();
        assertThat(parse(account, event("Bounce", bounce("AutoResponder", 64, false)))).isEmpty();
        assertThat(parse(account, event("SubscriptionChange", change(false, "")))).isEmpty();
        assertThat(parse(account, event("SubscriptionChange", change(true, "HardBounce"))))
                .as("told as the bounce that it follows from")
                .isEmpty();
        assertThat(parse(account, event("Inbound", "\"From\":\"x\""))).isEmpty();
    }

    @Test
    void anOpenCountsWhereTheProviderCountsThemAndAPersonDidIt() {
        assertThat(parse(opensByProvider, event("Open", open("Thunderbird"))))
                .containsExactly(receipt(ReceiptKind.READ, null, null));
        assertThat(parse(opensByProvider, event("Open", open("Mozilla/5.0")))).isEmpty();
    }

    @Test
    void onlyTheCredentialsOfOurAddressAreTaken() {
        String body = event("Delivery", "\"DeliveredAt\":\"2026-11-22T09:58:20Z\"");
        assertThat(account.authentic(request(body, "authorization", basic("parley:" + PASSWORD))))
                .isTrue();
        assertThat(account.authentic(request(body))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"parley:", "other:0123456789abcdef", "parley:0123456789abcdeF", "parley"})
    void otherCredentialsAreRefused(String credentials) {
        assertThat(account.authentic(request("{}", "authorization", basic(credentials)))).isFalse();
        assertThat(account.authentic(request("{}", "authorization", "Bearer " + PASSWORD)))
                .isFalse();
    }

    @Test
    void mutatedBodiesAreMalformedOrUnderstood() {
        WebhookFuzz.mutate(
                opensByProvider,
                20_261_122,
                List.of(
                        bytes(event("Delivery", "\"DeliveredAt\":\"2026-11-22T09:58:20Z\"")),
                        bytes(event("Bounce", bounce("HardBounce", 1, true))),
                        bytes(event("Open", open("Thunderbird"))),
                        bytes(event("SubscriptionChange", change(true, "ManualSuppression")))));
    }

    private static Receipt receipt(ReceiptKind kind, FailureClass failure, String code) {
        return new Receipt(kind, null, ID, failure, code, THEN);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(credentials));
    }

    private static String bounce(String type, int code, boolean inactive) {
        return ("\"Type\":\"%s\",\"TypeCode\":%d,\"Inactive\":%b,\"Email\":\"anna@customers.example\","
                        + "\"BouncedAt\":\"2026-11-22T09:58:20Z\",\"Details\":\"smtp;550\"")
                .formatted(type, code, inactive);
    }

    private static String change(boolean out, String reason) {
        return ("\"ChangedAt\":\"2026-11-22T09:58:20Z\",\"SuppressSending\":%b,"
                        + "\"SuppressionReason\":\"%s\",\"Origin\":\"Recipient\"")
                .formatted(out, reason);
    }

    private static String open(String agent) {
        return "\"ReceivedAt\":\"2026-11-22T09:58:20Z\",\"FirstOpen\":true,\"UserAgent\":\"%s\""
                .formatted(agent);
    }

    private static String event(String type, String fields) {
        return "{\"RecordType\":\"%s\",\"Recipient\":\"anna@customers.example\",".formatted(type)
                + "\"MessageID\":\"883953f4-6105-42a2-a16a-77a8eac79483\",\"MessageStream\":\"broadcast\","
                + "\"Metadata\":{\"parley-message\":\"30064771114\"},"
                + fields
                + "}";
    }
}
