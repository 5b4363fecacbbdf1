package org.parley.channels.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Samples;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.MalformedWebhookException;

class ViberEventsTest {

    private static final Instant AT = Instant.ofEpochMilli(1_457_764_197_627L);

    @Test
    void readsADeliveredTokenBeyond53BitsAsNumberOrText() {
        for (String token : List.of("5741311803571721087", "\"5741311803571721087\"")) {
            assertThat(
                            parse(
                                    "{\"event\":\"delivered\",\"timestamp\":1457764197627,\"message_token\":"
                                            + token
                                            + ",\"user_id\":\"u1==\",\"chat_hostname\":\"SN-CHAT-01_\"}"))
                    .containsExactly(
                            new Receipt(
                                    ReceiptKind.DELIVERED,
                                    "5741311803571721087",
                                    null,
                                    null,
                                    null,
                                    AT));
        }
    }

    @Test
    void readsSeenAsTheNewestAndAllBeforeIt() {
        assertThat(
                        parse(
                                "{\"event\":\"seen\",\"timestamp\":1457764197627,\"message_token\":491266184665523145,\"user_id\":\"u1==\"}"))
                .containsExactly(
                        new Receipt(ReceiptKind.READ, "491266184665523145", null, null, null, AT),
                        new SeenUpTo("u1==", AT));
    }

    @Test
    void readsFailedWithItsReason() {
        assertThat(
                        parse(
                                "{\"event\":\"failed\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,\"user_id\":\"u1==\",\"desc\":\"failure description\"}"))
                .containsExactly(
                        new Receipt(
                                ReceiptKind.FAILED,
                                "4912661846655238145",
                                null,
                                FailureClass.RECIPIENT,
                                "failure description",
                                AT));
    }

    @Test
    void readsSubscribingAndUnsubscribingAsThePersonsOwnAct() {
        assertThat(
                        parse(
                                "{\"event\":\"subscribed\",\"timestamp\":1457764197627,\"user\":{\"id\":\"u1==\",\"name\":\"Anna\",\"api_version\":1},\"message_token\":1}"))
                .containsExactly(new OptIn("u1==", "viber: subscribed", AT));
        assertThat(
                        parse(
                                "{\"event\":\"unsubscribed\",\"timestamp\":1457764197627,\"user_id\":\"u1==\",\"message_token\":1}"))
                .containsExactly(new OptOut("u1==", "viber: unsubscribed", AT));
    }

    @Test
    void tellsATappedButtonFromATypedWordByTheTrackingData() {
        String tracking = "30064771114;{\\\"replies\\\":[\\\"YES\\\",\\\"NO\\\"]}";

        assertThat(parse(message("YES", tracking)))
                .containsExactly(
                        new Reply(
                                "u1==", "4912661846655238145", "YES", "YES", null, Samples.ID, AT));
        assertThat(parse(message("how much?", tracking)))
                .containsExactly(
                        new Reply(
                                "u1==",
                                "4912661846655238145",
                                "how much?",
                                null,
                                null,
                                Samples.ID,
                                AT));
    }

    @Test
    void readsWhatItWroteItself() {
        String tracking =
                Tracking.of(Samples.ID, Samples.content("Ok?", null, Samples.YES).content())
                        .write();

        assertThat(Tracking.read(tracking)).isEqualTo(new Tracking(Samples.ID, List.of("YES")));
        assertThat(Tracking.read("30064771114")).isEqualTo(new Tracking(Samples.ID, List.of()));
        assertThat(Tracking.read("30064771114;broken"))
                .isEqualTo(new Tracking(Samples.ID, List.of()));
        assertThat(Tracking.read("somebody else's")).isEqualTo(new Tracking(null, List.of()));
    }

    @Test
    void readsAReplyWithoutTrackingData() {
        assertThat(
                        parse(
                                "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,\"sender\":{\"id\":\"u1==\"},\"message\":{\"type\":\"text\",\"text\":\"a message\"}}"))
                .containsExactly(
                        new Reply(
                                "u1==", "4912661846655238145", "a message", null, null, null, AT));
    }

    @Test
    void keepsAPlaceForWhatIsNoText() {
        assertThat(
                        parse(
                                "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":5,\"sender\":{\"id\":\"u1==\"},\"message\":{\"type\":\"picture\",\"media\":\"https://viber.example/x\",\"text\":\"my shoes\"}}"))
                .first()
                .isInstanceOfSatisfying(
                        Reply.class, it -> assertThat(it.text()).isEqualTo("[picture] my shoes"));
        assertThat(
                        parse(
                                "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":5,\"sender\":{\"id\":\"u1==\"},\"message\":{\"type\":\"location\",\"location\":{\"lat\":1,\"lon\":2}}}"))
                .first()
                .isInstanceOfSatisfying(
                        Reply.class, it -> assertThat(it.text()).isEqualTo("[location]"));
    }

    @Test
    void leavesTheEchoOfATappedLinkToTheRedirect() {
        assertThat(
                        parse(
                                message("https://t.example/r/x", "30064771114")
                                        .replace("\"silent\":false", "\"silent\":true")))
                .isEmpty();
        assertThat(parse(message("https://t.example/r/x", "30064771114"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"webhook\",\"timestamp\":1457764197627,\"message_token\":1}",
                "{\"event\":\"conversation_started\",\"timestamp\":1457764197627,\"message_token\":1,\"type\":\"open\",\"user\":{\"id\":\"u1==\"},\"subscribed\":false}",
                "{\"event\":\"client_status\",\"timestamp\":1457764197627}",
            })
    void saysNothingAboutOtherKinds(String body) {
        assertThat(parse(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"event\":7}",
                "{\"event\":\"delivered\"}",
                "{\"event\":\"delivered\",\"timestamp\":1457764197627}",
                "{\"event\":\"delivered\",\"timestamp\":1457764197627,\"message_token\":1.5}",
                "{\"event\":\"delivered\",\"timestamp\":\"soon\",\"message_token\":1}",
                "{\"event\":\"seen\",\"timestamp\":1457764197627,\"message_token\":1}",
                "{\"event\":\"subscribed\",\"timestamp\":1457764197627}",
                "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":1,\"sender\":{\"id\":\"u1==\"}}",
            })
    void refusesWhatIsNotOfViber(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedWebhookException.class);
    }

    private static String message(String text, String tracking) {
        return "{\"event\":\"message\",\"timestamp\":1457764197627,\"message_token\":4912661846655238145,"
                + "\"sender\":{\"id\":\"u1==\",\"name\":\"Anna\"},\"message\":{\"type\":\"text\",\"text\":\""
                + text
                + "\",\"tracking_data\":\""
                + tracking
                + "\"},\"silent\":false}";
    }

    private static List<InboundEvent> parse(String body) {
        return ViberEvents.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
