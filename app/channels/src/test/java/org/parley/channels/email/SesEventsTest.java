package org.parley.channels.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.channels.email.EventAccounts.ANNA;
import static org.parley.channels.email.EventAccounts.ID;
import static org.parley.channels.email.EventAccounts.THEN;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.Bounce;
import org.parley.core.channel.InboundEvent.Complaint;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;

class SesEventsTest {

    private static final String MAIL =
            "\"mail\":{\"timestamp\":\"2026-11-22T09:58:20Z\",\"destination\":[\"anna@customers.example\"],"
                    + "\"tags\":{\"parley-message\":[\"30064771114\"]}}";

    private final SesEvents events = new SesEvents(new MailId("main", null));

    @Test
    void aComplaintNamesThePersonWhereThereIsOne() {
        assertThat(complaint("abuse", ANNA))
                .containsExactly(new Complaint(ANNA, null, ID, "ses: abuse", THEN));
    }

    @Test
    void aComplaintOfSeveralOrOfNobodyIsOfWhomeverTheMessageWentTo() {
        Complaint ofNobody = new Complaint(null, null, ID, "ses: abuse", THEN);
        assertThat(complaint("abuse", ANNA, "bob@customers.example")).containsExactly(ofNobody);
        assertThat(complaint("abuse")).containsExactly(ofNobody);
    }

    @Test
    void whoSaysThatItIsNoSpamDoesNotComplain() {
        assertThat(complaint("not-spam", ANNA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Permanent, General, 5.1.1, true, 5.1.1",
        "Permanent, OnAccountSuppressionList, , true, Permanent-OnAccountSuppressionList",
        "Transient, MailboxFull, 5.2.2, false, 5.2.2",
        "Transient, General, , false, Transient-General",
        "Undetermined, Undetermined, , false, Undetermined-Undetermined",
        "Transient, ContentRejected, 5.7.1, , POLICY",
        "Transient, AttachmentRejected, , , POLICY",
        "Transient, MessageTooLarge, , , CONFIGURATION",
        "Permanent, UnsubscribedRecipient, , , OPTED_OUT",
    })
    void aBounceIsOfTheMailboxOrOfUs(
            String type, String subType, String status, Boolean permanent, String told) {
        InboundEvent expected =
                permanent == null
                        ? failed(FailureClass.valueOf(told), type + "-" + subType)
                        : new Bounce(ANNA, permanent, null, ID, told, THEN);
        String person =
                "{\"emailAddress\":\"%s\"%s}"
                        .formatted(ANNA, status == null ? "" : ",\"status\":\"" + status + "\"");
        assertThat(
                        parse(
                                "Bounce",
                                "\"bounce\":{\"timestamp\":\"2026-11-22T09:58:20Z\",\"bounceType\":\"%s\",\"bounceSubType\":\"%s\",\"bouncedRecipients\":[%s]}"
                                        .formatted(type, subType, person)))
                .containsExactly(expected);
    }

    @Test
    void whatWasNotSentFailsForItsReason() {
        assertThat(parse("Reject", "\"reject\":{\"reason\":\"Bad content\"}"))
                .containsExactly(failed(FailureClass.POLICY, "Reject"));
        assertThat(parse("Rendering Failure", "\"failure\":{\"templateName\":\"t\"}"))
                .containsExactly(failed(FailureClass.CONFIGURATION, "RenderingFailure"));
    }

    @ParameterizedTest
    @CsvSource({
        "true, OptIn, true",
        "false, OptOut, true",
        "false, OptIn, false",
    })
    void whoLeavesTheListOrATopicOptsOut(boolean all, String topic, boolean out) {
        List<InboundEvent> told =
                parse(
                        "Subscription",
                        "\"subscription\":{\"timestamp\":\"2026-11-22T09:58:20Z\",\"newTopicPreferences\":{\"unsubscribeAll\":%s,\"topicSubscriptionStatus\":[{\"topicName\":\"sale\",\"subscriptionStatus\":\"%s\"}]}}"
                                .formatted(all, topic));
        assertThat(told)
                .isEqualTo(out ? List.of(new OptOut(ANNA, "ses: Subscription", THEN)) : List.of());
    }

    @Test
    void theNotificationsOfAnIdentityAreUnderstoodToo() {
        String told =
                "{\"notificationType\":\"Delivery\",\"delivery\":{\"timestamp\":\"2026-11-22T09:58:20Z\"},"
                        + "\"mail\":{\"timestamp\":\"2026-11-22T09:58:20Z\",\"commonHeaders\":{\"messageId\":\"<30064771114.main@shop.example>\"}}}";
        assertThat(events.parse(told))
                .containsExactly(new Receipt(ReceiptKind.DELIVERED, null, ID, null, null, THEN));
    }

    private List<InboundEvent> complaint(String type, String... people) {
        String listed =
                Arrays.stream(people)
                        .map("{\"emailAddress\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(","));
        return parse(
                "Complaint",
                "\"complaint\":{\"timestamp\":\"2026-11-22T09:58:20Z\",\"complaintFeedbackType\":\"%s\",\"complainedRecipients\":[%s]}"
                        .formatted(type, listed));
    }

    private List<InboundEvent> parse(String type, String part) {
        return events.parse("{\"eventType\":\"" + type + "\"," + part + "," + MAIL + "}");
    }

    private static Receipt failed(FailureClass failure, String code) {
        return new Receipt(ReceiptKind.FAILED, null, ID, failure, code, THEN);
    }
}
