package org.parley.channels.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Secret;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.DeliveredUpTo;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Receipt;
import org.parley.core.channel.InboundEvent.ReceiptKind;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.InboundEvent.SeenUpTo;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.kernel.MessageId;

public class MessagingEventsTest {

    private static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);
    private static final Instant MARK = Instant.ofEpochMilli(1_795_000_000_000L);

    /// One of each, as the platform sends them.
    public static List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        for (String event :
                List.of(
                        "'message':{'mid':'m_1','text':'hi','quick_reply':{'payload':'p'}}",
                        "'message':{'mid':'m_1','attachments':[{'type':'image','payload':{'url':'https://a.example'}}]}",
                        "'message':{'mid':'m_1','text':'x','is_echo':true,'metadata':'30064771114'}",
                        "'postback':{'mid':'m_1','title':'Yes','payload':'p'}",
                        "'delivery':{'mids':['m_1'],'watermark':1795000000000}",
                        "'delivery':{'watermark':1795000000000}",
                        "'read':{'watermark':1795000000000}",
                        "'read':{'mid':'m_1'}",
                        "'optin':{'type':'notification_messages','notification_messages_status':'STOP'}")) {
            bodies.add(body(event));
        }
        return bodies;
    }

    @Test
    void aTextIsAReply() {
        assertThat(parse("'message':{'mid':'m_1','text':'hi','reply_to':{'mid':'m_0'}}"))
                .containsExactly(new Reply("24601", "m_1", "hi", null, "m_0", null, AT));
    }

    @Test
    void aTappedQuickReplyCarriesItsPayload() {
        assertThat(parse("'message':{'mid':'m_1','text':'Yes','quick_reply':{'payload':'YES'}}"))
                .containsExactly(new Reply("24601", "m_1", "Yes", "YES", null, null, AT));
    }

    @Test
    void aTappedButtonIsAPostback() {
        assertThat(parse("'postback':{'mid':'m_1','title':'Yes','payload':'YES'}"))
                .containsExactly(new Reply("24601", "m_1", "Yes", "YES", null, null, AT));
    }

    @Test
    void aPictureHasAPlaceholder() {
        assertThat(parse("'message':{'mid':'m_1','attachments':[{'type':'image'}]}"))
                .containsExactly(new Reply("24601", "m_1", "[image]", null, null, null, AT));
    }

    @Test
    void deliveryNamesItsMessagesAtTheWatermark() {
        assertThat(parse("'delivery':{'mids':['m_1','m_2'],'watermark':1795000000000}"))
                .containsExactly(
                        new Receipt(ReceiptKind.DELIVERED, "m_1", null, null, null, MARK),
                        new Receipt(ReceiptKind.DELIVERED, "m_2", null, null, null, MARK));
    }

    @Test
    void deliveryThatNamesNoneIsOfAllUpToTheWatermark() {
        for (String mids : List.of("", "'mids':[],")) {
            assertThat(parse("'delivery':{" + mids + "'watermark':1795000000000}"))
                    .containsExactly(new DeliveredUpTo("24601", MARK));
        }
    }

    @Test
    void readingIsAWatermarkOnMessengerAndAMessageOnInstagram() {
        assertThat(parse("'read':{'watermark':1795000000000}"))
                .containsExactly(new SeenUpTo("24601", MARK));
        assertThat(parse("'read':{'mid':'m_1'}"))
                .containsExactly(new Receipt(ReceiptKind.READ, "m_1", null, null, null, AT));
    }

    @Test
    void anEchoOfOursSettlesTheSendAndAnyOtherSaysNothing() {
        assertThat(
                        parse(
                                "'message':{'mid':'m_1','text':'x','is_echo':true,'metadata':'30064771114'}"))
                .containsExactly(
                        new Receipt(ReceiptKind.SENT, "m_1", new MessageId(7, 42), null, null, AT));
        assertThat(parse("'message':{'mid':'m_1','text':'x','is_echo':true}")).isEmpty();
    }

    @Test
    void theMarketingSwitchIsConsentWithEvidence() {
        assertThat(
                        parse(
                                "'optin':{'type':'notification_messages','notification_messages_status':'STOP'}"))
                .containsExactly(new OptOut("24601", "messenger: notification messages stop", AT));
        assertThat(
                        parse(
                                "'optin':{'type':'notification_messages','notification_messages_status':'RESUME'}"))
                .containsExactly(new OptIn("24601", "messenger: notification messages resume", AT));
        assertThat(parse("'optin':{'ref':'x'}")).isEmpty();
    }

    @Test
    void manyEntriesAreReadInOrder() {
        String entry =
                "{'id':'1','time':1,'messaging':[{'sender':{'id':'%s'},'recipient':{'id':'1'},'timestamp':1795000000123,'message':{'mid':'m_%s','text':'x'}}]}";
        String body =
                "{'object':'page','entry':["
                        + entry.formatted(1, 1)
                        + ","
                        + entry.formatted(2, 2)
                        + "]}";
        assertThat(MessagingEvents.parse(bytes(body), "messenger"))
                .extracting(event -> ((Reply) event).address())
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'object':'page','entry':{}}",
                "{'entry':[{'messaging':[{'message':{'mid':'m','text':'x'},'timestamp':1}]}]}",
                "{'entry':[{'messaging':[{'sender':{'id':'1'},'message':{'text':'x'},'timestamp':1}]}]}",
                "{'entry':[{'messaging':[{'sender':{'id':'1'},'message':{'mid':'m','text':'x'},'timestamp':'soon'}]}]}"
            })
    void whatIsNotOfMetasFormIsMalformed(String body) {
        assertThatThrownBy(() -> MessagingEvents.parse(bytes(body), "messenger"))
                .isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void reactionsAndTheUnknownSayNothing() {
        assertThat(parse("'reaction':{'mid':'m_1','action':'react'}")).isEmpty();
        assertThat(parse("'pass_thread_control':{}")).isEmpty();
    }

    @Test
    void theHandshakeRepeatsTheChallengeForWhoKnowsTheToken() {
        GraphWebhooks webhooks = new GraphWebhooks(new Secret("s"), new Secret("v"));
        Map<String, String> good =
                Map.of("hub.mode", "subscribe", "hub.verify_token", "v", "hub.challenge", "1158");
        assertThat(webhooks.handshake(good)).contains("1158");
        assertThat(
                        webhooks.handshake(
                                Map.of(
                                        "hub.mode",
                                        "subscribe",
                                        "hub.verify_token",
                                        "w",
                                        "hub.challenge",
                                        "1158")))
                .isEmpty();
        assertThat(webhooks.handshake(Map.of("hub.verify_token", "v", "hub.challenge", "1")))
                .isEmpty();
    }

    @Test
    void theSignatureIsOverTheRawBytes() {
        GraphWebhooks webhooks = new GraphWebhooks(new Secret("s"), new Secret("v"));
        byte[] body = bytes("{'text':'\\u00e4'}");
        String signature = "sha256=" + Hmac.hex(new Secret("s"), body);
        assertThat(webhooks.authentic(request(signature, body))).isTrue();
        assertThat(webhooks.authentic(request(signature, bytes("{'text':'ä'}")))).isFalse();
        assertThat(webhooks.authentic(request(signature.substring(7), body))).isFalse();
        assertThat(webhooks.authentic(new WebhookRequest(Map.of(), body))).isFalse();
    }

    private static WebhookRequest request(String signature, byte[] body) {
        return new WebhookRequest(Map.of("x-hub-signature-256", signature), body);
    }

    private static List<InboundEvent> parse(String event) {
        return MessagingEvents.parse(body(event).getBytes(StandardCharsets.UTF_8), "messenger");
    }

    private static String body(String event) {
        return ("{'object':'page','entry':[{'id':'1','time':1795000000123,'messaging':[{'sender':{'id':'24601'},"
                        + "'recipient':{'id':'1'},'timestamp':1795000000123,"
                        + event
                        + "}]}]}")
                .replace('\'', '"');
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
