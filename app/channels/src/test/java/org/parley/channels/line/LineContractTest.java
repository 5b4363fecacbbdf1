package org.parley.channels.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.channels.testing.Json.assertSends;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.channels.Pace;
import org.parley.channels.Samples;
import org.parley.channels.Secret;
import org.parley.channels.testing.Json;
import org.parley.channels.testing.WebhookFuzz;
import org.parley.channels.wire.Hmac;
import org.parley.core.channel.FailureClass;
import org.parley.core.channel.InboundEvent;
import org.parley.core.channel.InboundEvent.OptIn;
import org.parley.core.channel.InboundEvent.OptOut;
import org.parley.core.channel.InboundEvent.Reply;
import org.parley.core.channel.MalformedWebhookException;
import org.parley.core.channel.SendOutcome.Refused;
import org.parley.core.channel.WebhookRequest;
import org.parley.core.content.Button;
import org.parley.core.content.Part;
import org.parley.core.content.QuickReply;
import org.parley.core.content.RenderedMessage;
import org.parley.core.kernel.MessageId;

class LineContractTest {

    private static final String USER = "U0123456789abcdef0123456789abcdef";
    private static final Instant AT = Instant.ofEpochMilli(1_795_000_000_123L);
    private static final Secret CHANNEL_SECRET = new Secret("hush");

    /// One of each, as LINE sends them.
    private static final List<String> BODIES =
            List.of(
                    body(
                            "'type':'message','message':{'id':'468','type':'text','text':'hi','quotedMessageId':'467'}"),
                    body("'type':'message','message':{'id':'469','type':'sticker'}"),
                    body("'type':'postback','postback':{'data':'YES'}"),
                    body("'type':'follow','follow':{'isUnblocked':true}"),
                    body("'type':'unfollow'"));

    private final LineAccount account =
            new LineAccount(
                    new LineSettings(
                            "main",
                            URI.create("http://127.0.0.1:1/"),
                            new Secret("t"),
                            CHANNEL_SECRET,
                            new Pace(8, 80)));

    @Test
    void textWithQuickReplies() {
        sends(
                Samples.of(new Part.Text("Shall we?"), List.of(new QuickReply("Yes", "YES"))),
                "{'type':'text','text':'Shall we?','quickReply':{'items':[{'type':'action','action':{'type':'postback','label':'Yes','data':'YES','displayText':'Yes'}}]}}");
    }

    @Test
    void askingForThePlaceIsAQuickReply() {
        sends(
                Samples.content("Where?", null, new Button.LocationRequest("Here")),
                "{'type':'text','text':'Where?','quickReply':{'items':[{'type':'action','action':{'type':'location','label':'Here'}}]}}");
    }

    @Test
    void buttonsAreABubble() {
        sends(
                Samples.content("Look", null, Samples.SHOP, new Button.Call("Call", "+4312345")),
                """
                {'type':'flex','altText':'Look','contents':{'type':'bubble',
                'body':{'type':'box','layout':'vertical','contents':[{'type':'text','text':'Look','wrap':true}]},
                'footer':{'type':'box','layout':'vertical','contents':[
                {'type':'button','action':{'type':'uri','label':'To the shop','uri':'https://t.example/r/AbC123'}},
                {'type':'button','action':{'type':'uri','label':'Call','uri':'tel:+4312345'}}]}}}\
                """);
    }

    @Test
    void media() {
        sends(
                Samples.of(Samples.PICTURE),
                "{'type':'image','originalContentUrl':'https://shop.example/spring.png','previewImageUrl':'https://shop.example/spring.png'}");
        sends(
                Samples.of(Json.SILENT_FILM),
                "{'type':'video','originalContentUrl':'https://shop.example/spring.mp4','previewImageUrl':'https://shop.example/spring.jpg'}");
        sends(
                Samples.of(Json.SOUND),
                "{'type':'audio','originalContentUrl':'https://shop.example/spring.m4a','duration':12000}");
    }

    @Test
    void aPictureWithWordsIsABubbleWithAHero() {
        sends(
                Samples.content("Look", Samples.PICTURE),
                """
                {'type':'flex','altText':'Look','contents':{'type':'bubble',
                'hero':{'type':'image','url':'https://shop.example/spring.png','size':'full','aspectMode':'cover'},
                'body':{'type':'box','layout':'vertical','contents':[{'type':'text','text':'Look','wrap':true}]}}}\
                """);
    }

    @Test
    void location() {
        sends(
                Samples.of(Samples.STORE),
                "{'type':'location','title':'Our shop','address':'Graben 1, Wien','latitude':48.2,'longitude':16.37}");
        sends(
                Samples.of(new Part.Location(48.2, 16.37, null, null, null)),
                "{'type':'location','title':'48.2, 16.37','address':'48.2, 16.37','latitude':48.2,'longitude':16.37}");
    }

    @Test
    void carousel() {
        String bubble =
                """
                {'type':'bubble',
                'hero':{'type':'image','url':'https://shop.example/spring.png','size':'full','aspectMode':'cover'},
                'body':{'type':'box','layout':'vertical','contents':[
                {'type':'text','text':'%s','wrap':true,'weight':'bold'},{'type':'text','text':'%s','wrap':true}]},
                'footer':{'type':'box','layout':'vertical','contents':[{'type':'button','action':%s}]}}\
                """;
        sends(
                Samples.of(Json.CARDS),
                "{'type':'flex','altText':'Tee','contents':{'type':'carousel','contents':["
                        + bubble.formatted(
                                "Tee",
                                "9.90",
                                "{'type':'uri','label':'To the shop','uri':'https://t.example/r/AbC123'}")
                        + ","
                        + bubble.formatted(
                                "Cap",
                                "4.90",
                                "{'type':'postback','label':'Yes','data':'YES','displayText':'Yes'}")
                        + "]}}");
    }

    @Test
    void aFilmWithoutAPictureIsAnErrorBeforeItIsSent() {
        Part.Video bare =
                new Part.Video(URI.create("https://shop.example/a.mp4"), null, null, null, 9, null);
        assertThat(account.send(Samples.to(USER, Samples.of(bare))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.detail()).contains("needs a thumbnail"));
    }

    @Test
    void theRetryKeyIsAUuidOfTheMessage() {
        assertThat(LineAccount.retryKey(new MessageId(7, 42)))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
                .isEqualTo(LineAccount.retryKey(new MessageId(7, 42)))
                .isNotEqualTo(LineAccount.retryKey(new MessageId(7, 43)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    400 | The request body has 1 error(s) | CONFIGURATION
                    400 | The property, ''to'', in the request body is invalid (line: -, column: -) | RECIPIENT
                    400 | Failed to send messages | RECIPIENT
                    401 | Authentication failed. | AUTH
                    403 | Access to this API is not available for your account | POLICY
                    404 | Not found | CONFIGURATION
                    413 | Request Entity Too Large | CONFIGURATION
                    415 | Unsupported Media Type | CONFIGURATION
                    429 | The API rate limit has been exceeded. Try again later. | THROTTLED
                    429 | You have reached your monthly limit. | BUDGET
                    503 | Service Unavailable | RETRYABLE
                    """)
    void everyErrorHasItsClass(int status, String message, FailureClass failure) {
        assertThat(
                        LineAccount.ERRORS
                                .refused(
                                        Integer.toString(status),
                                        message.replace("''", "'"),
                                        FailureClass.RETRYABLE,
                                        null)
                                .failure())
                .isEqualTo(failure);
    }

    @Test
    void onlyAnIdThatNobodyHasIsGone() {
        assertThat(Samples.gone(account, LineAccount.ERRORS)).containsExactly("400 'to'");
    }

    @Test
    void whatUsersSayAndTap() {
        assertThat(parse(BODIES.get(0)))
                .containsExactly(new Reply(USER, "468", "hi", null, "467", null, AT));
        assertThat(parse(BODIES.get(1)))
                .containsExactly(new Reply(USER, "469", "[sticker]", null, null, null, AT));
        assertThat(parse(BODIES.get(2)))
                .containsExactly(new Reply(USER, "01HEVENT", "YES", "YES", null, null, AT));
    }

    @Test
    void followingAndUnfollowingAreConsentWithEvidence() {
        assertThat(parse(BODIES.get(3)))
                .containsExactly(new OptIn(USER, "line: follow (unblocked)", AT));
        assertThat(parse(BODIES.get(4))).containsExactly(new OptOut(USER, "line: unfollow", AT));
    }

    @Test
    void groupsAndTestsSayNothing() {
        assertThat(parse("{\"destination\":\"U1\",\"events\":[]}")).isEmpty();
        assertThat(parse(BODIES.get(0).replace("\"user\"", "\"group\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"events\":{}}",
                "{\"events\":[{\"type\":\"unfollow\",\"source\":{\"type\":\"user\"}}]}",
                "{\"events\":[{\"type\":\"unfollow\",\"source\":{\"type\":\"user\",\"userId\":\"U\"}}]}"
            })
    void whatIsNotOfLinesFormIsMalformed(String body) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(MalformedWebhookException.class);
    }

    @Test
    void theSignatureIsBase64OverTheRawBytes() {
        byte[] body = BODIES.get(0).getBytes(StandardCharsets.UTF_8);
        String signature = Hmac.base64(CHANNEL_SECRET, body);
        assertThat(authentic(signature, body)).isTrue();
        assertThat(authentic(signature, BODIES.get(1).getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(authentic(Hmac.hex(CHANNEL_SECRET, body), body)).isFalse();
        assertThat(account.authentic(new WebhookRequest(Map.of(), body))).isFalse();
    }

    @Test
    void mutatedWebhooksAreMalformedOrHarmless() {
        WebhookFuzz.attack(account, "x-line-signature", BODIES);
    }

    private boolean authentic(String signature, byte[] body) {
        return account.authentic(new WebhookRequest(Map.of("x-line-signature", signature), body));
    }

    private void sends(RenderedMessage content, String message) {
        assertSends(account, USER, content, "{'to':'" + USER + "','messages':[" + message + "]}");
    }

    private List<InboundEvent> parse(String body) {
        return account.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String event) {
        return ("{'destination':'U1','events':[{'mode':'active','timestamp':1795000000123,'source':{'type':'user','userId':'"
                        + USER
                        + "'},'webhookEventId':'01HEVENT','deliveryContext':{'isRedelivery':false},"
                        + event
                        + "}]}")
                .replace('\'', '"');
    }
}
