package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Samples;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;

class WhatsAppEventsTest {

    private static final Instant AT = Instant.ofEpochSecond(1_763_751_600L);

    @ParameterizedTest
    @CsvSource({"sent, SENT", "delivered, DELIVERED", "read, READ", "played, READ"})
    void readsStatuses(String status, ReceiptKind kind) {
        assertThat(
                        parse(
                                "messages",
                                "\"statuses\":[{\"id\":\"wamid.A\",\"status\":\""
                                        + status
                                        + "\",\"timestamp\":\"1763751600\",\"recipient_id\":\"436641234567\",\"biz_opaque_callback_data\":\"30064771114\",\"pricing\":{\"billable\":true}}]"))
                .containsExactly(new Receipt(kind, "wamid.A", Samples.ID, null, null, AT));
    }

    @Test
    void readsAFailureWithItsClass() {
        assertThat(
                        parse(
                                "messages",
                                "\"statuses\":[{\"id\":\"wamid.A\",\"status\":\"failed\",\"timestamp\":1763751600,\"errors\":[{\"code\":131026,\"title\":\"Message undeliverable\"}]}]"))
                .containsExactly(
                        new Receipt(
                                ReceiptKind.FAILED,
                                "wamid.A",
                                null,
                                FailureClass.RECIPIENT,
                                "131026",
                                AT));
    }

    @Test
    void takesAStoppedPersonForAnOptOut() {
        assertThat(
                        parse(
                                "messages",
                                "\"statuses\":[{\"id\":\"wamid.A\",\"status\":\"failed\",\"timestamp\":\"1763751600\",\"recipient_id\":\"436641234567\",\"errors\":[{\"code\":131050}]}]"))
                .containsExactly(
                        new Receipt(
                                ReceiptKind.FAILED,
                                "wamid.A",
                                null,
                                FailureClass.OPTED_OUT,
                                "131050",
                                AT),
                        new OptOut("+436641234567", "whatsapp: error 131050", AT));
    }

    @Test
    void readsABatchOfSeveralChangesInOrder() {
        String status =
                "{\"id\":\"wamid.%s\",\"status\":\"delivered\",\"timestamp\":\"1763751600\",\"recipient_id\":\"1\"}";
        String body =
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":["
                        + status.formatted("A")
                        + ","
                        + status.formatted("B")
                        + "]}},{\"field\":\"account_update\",\"value\":{\"event\":\"X\"}}]},{\"id\":\"2\",\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":["
                        + status.formatted("C")
                        + "]}}]}]}";

        assertThat(WhatsAppEvents.parse(body.getBytes(StandardCharsets.UTF_8)))
                .extracting(it -> ((Receipt) it).providerMessageId())
                .containsExactly("wamid.A", "wamid.B", "wamid.C");
    }

    @Test
    void readsTypedAndTappedReplies() {
        assertThat(parse("messages", inbound("\"type\":\"text\",\"text\":{\"body\":\"Stop\"}")))
                .containsExactly(reply("Stop", null, null));
        assertThat(
                        parse(
                                "messages",
                                inbound(
                                        "\"context\":{\"from\":\"1555\",\"id\":\"wamid.A\"},\"type\":\"button\",\"button\":{\"payload\":\"YES\",\"text\":\"Yes\"}")))
                .containsExactly(reply("Yes", "YES", "wamid.A"));
        assertThat(
                        parse(
                                "messages",
                                inbound(
                                        "\"context\":{\"id\":\"wamid.A\"},\"type\":\"interactive\",\"interactive\":{\"type\":\"button_reply\",\"button_reply\":{\"id\":\"NO\",\"title\":\"No, thanks\"}}")))
                .containsExactly(reply("No, thanks", "NO", "wamid.A"));
        assertThat(
                        parse(
                                "messages",
                                inbound(
                                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"list_reply\",\"list_reply\":{\"id\":\"7\",\"title\":\"Row\"}}")))
                .containsExactly(reply("Row", "7", null));
    }

    @Test
    void keepsAPlaceForWhatIsNoText() {
        assertThat(
                        parse(
                                "messages",
                                inbound(
                                        "\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"my shoes\"}")))
                .containsExactly(reply("[image] my shoes", null, null));
        assertThat(
                        parse(
                                "messages",
                                inbound(
                                        "\"type\":\"location\",\"location\":{\"latitude\":1,\"longitude\":2}")))
                .containsExactly(reply("[location]", null, null));
    }

    @Test
    void knowsAPersonWithoutANumberByTheScopedId() {
        assertThat(
                        parse(
                                "messages",
                                "\"messages\":[{\"from_user_id\":\"US.134\",\"id\":\"wamid.R\",\"timestamp\":\"1763751600\",\"type\":\"text\",\"text\":{\"body\":\"Hi\"}}]"))
                .containsExactly(new Reply("US.134", "wamid.R", "Hi", null, null, null, AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"reaction\",\"reaction\":{\"message_id\":\"wamid.A\",\"emoji\":\"\ud83d\udc4d\"}",
                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"1\"}",
                "\"type\":\"unsupported\",\"errors\":[{\"code\":131051}]",
            })
    void saysNothingAboutWhatNobodyCouldAnswer(String content) {
        assertThat(parse("messages", inbound(content))).isEmpty();
    }

    @Test
    void readsStopAndResume() {
        assertThat(
                        parse(
                                "user_preferences",
                                "\"user_preferences\":[{\"wa_id\":\"436641234567\",\"category\":\"marketing_messages\",\"value\":\"stop\",\"timestamp\":1763751600},{\"user_id\":\"US.134\",\"category\":\"marketing_messages\",\"value\":\"resume\",\"timestamp\":\"1763751600\"},{\"wa_id\":\"1\",\"value\":\"later\",\"timestamp\":1763751600}]"))
                .containsExactly(
                        new OptOut("+436641234567", "whatsapp: marketing_messages stop", AT),
                        new OptIn("US.134", "whatsapp: marketing_messages resume", AT));
    }

    @Test
    void saysNothingAboutOtherFieldsAndStatuses() {
        assertThat(parse("message_template_status_update", "\"event\":\"PAUSED\"")).isEmpty();
        assertThat(
                        parse(
                                "messages",
                                "\"statuses\":[{\"id\":\"wamid.A\",\"status\":\"warning\",\"timestamp\":\"1763751600\"}]"))
                .isEmpty();
        assertThat(parse("messages", "\"errors\":[{\"code\":1}]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"entry\":{}}",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":[{\"status\":\"sent\",\"timestamp\":\"1\"}]}}]}]}",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"statuses\":[{\"id\":\"a\",\"status\":\"sent\"}]}}]}]}",
                "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"a\",\"timestamp\":\"1\",\"type\":\"text\"}]}}]}]}",
                "{\"entry\":[{\"changes\":[{\"field\":\"user_preferences\",\"value\":{\"user_preferences\":[{\"value\":\"stop\",\"timestamp\":\"1\"}]}}]}]}",
            })
    void refusesWhatIsNotOfMeta(String body) {
        assertThatThrownBy(() -> WhatsAppEvents.parse(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedWebhookException.class);
    }

    private static Reply reply(String text, String payload, String answers) {
        return new Reply("+436641234567", "wamid.R", text, payload, answers, null, AT);
    }

    private static String inbound(String content) {
        return "\"messages\":[{\"from\":\"436641234567\",\"id\":\"wamid.R\",\"timestamp\":\"1763751600\","
                + content
                + "}]";
    }

    private static List<InboundEvent> parse(String field, String value) {
        return WhatsAppEvents.parse(
                ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\""
                                + field
                                + "\",\"value\":{\"messaging_product\":\"whatsapp\","
                                + value
                                + "}}]}]}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
