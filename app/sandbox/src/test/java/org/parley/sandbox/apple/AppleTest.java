package org.parley.sandbox.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.Town;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.jwt.Jwt;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class AppleTest {
    private static final String TO = "urn:mbid:AQAA1";
    private static final String TEXT = "'type':'text','body':'Sale'";
    private static final String QUICK =
            "'data':{'version':'1.0','requestIdentifier':'r','quick-reply':{'summaryText':'s','items':[ITEMS]}}";
    private static final String LIST =
            "'receivedMessage':{'title':'t','style':'icon'},'data':{'version':'1.0','requestIdentifier':'r','listPicker':{'sections':[{'title':'s','items':[{'identifier':'a','title':'A'}]}]}}";
    private static final String TIME =
            "'receivedMessage':{'title':'t','style':'icon'},'data':{'version':'1.0','requestIdentifier':'r','event':{'identifier':'e','timeslots':[{'identifier':'1','startTime':'2026-12-01T10:00+0000','duration':1800}]}}";

    private Town town;

    @BeforeEach
    void start() throws Exception {
        town = Town.of(SandboxSettings.forTests().withHabits(answering()));
        town.sandbox.provider(AppleProvider.class).subscribe(town.parley.uri("/apple"));
    }

    @AfterEach
    void close() {
        town.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                "'type':'richLink','richLinkData':{'url':'https://a.example','title':'t','assets':{'image':{'data':'eA==','mimeType':'image/png'}}}",
                "'type':'typing_start'"
            })
    void goodMessagesAreTakenWithoutAWord(String message) throws Exception {
        HttpResponse<String> answer = send("id-1", message);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void compressedBodiesAreRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body("id-1", TEXT));
        }
        Map<String, String> headers = headers("id-1", token(town.sheet("appleMspId"), 0));
        headers.put("Content-Encoding", "gzip");
        assertThat(post(headers, bytes.toByteArray()).statusCode()).isEqualTo(200);
        assertThat(town.sandbox.received().messages(Channel.APPLE).getFirst().body())
                .contains("\"body\":\"Sale\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no type | 'body':'x' | type is not a message type
empty text | 'type':'text','body':' ' | body is required
link without title | 'type':'richLink','richLinkData':{'url':'https://a.example','assets':{'image':{'data':'eA==','mimeType':'image/png'}}} | richLinkData.title is required
link without picture | 'type':'richLink','richLinkData':{'url':'https://a.example','title':'t'} | richLinkData.assets needs an image or a video
wrong extension | 'type':'interactive','interactiveData':{'bid':'x'} | interactiveData.bid is not the extension's
no kind | 'type':'interactive','interactiveData':{'bid':'BID','data':{'version':'1.0'}} | interactiveData.data must have exactly one of [listPicker, event, quick-reply, dynamic, authenticate, payment, notification]
no request id | 'type':'interactive','interactiveData':{'bid':'BID','data':{'version':'1.0','quick-reply':{}}} | interactiveData.data.requestIdentifier is required
one item | 'type':'interactive','interactiveData':{'bid':'BID','data':{'version':'1.0','requestIdentifier':'r','quick-reply':{'summaryText':'s','items':[{'identifier':'a','title':'A'}]}}} | quick-reply.items must hold 2 to 5 items
no balloon | 'type':'interactive','interactiveData':{'bid':'BID','data':{'version':'1.0','requestIdentifier':'r','listPicker':{'sections':[{'items':[{'identifier':'a','title':'A'}]}]}}} | interactiveData.receivedMessage.title is required
empty list | 'type':'interactive','interactiveData':{'bid':'BID','receivedMessage':{'title':'t','style':'icon'},'data':{'version':'1.0','requestIdentifier':'r','listPicker':{'sections':[]}}} | listPicker.sections must not be empty
no slots | 'type':'interactive','interactiveData':{'bid':'BID','receivedMessage':{'title':'t','style':'icon'},'data':{'version':'1.0','requestIdentifier':'r','event':{'identifier':'e','timeslots':[]}}} | event.timeslots must not be empty
missing image | 'type':'interactive','interactiveData':{'bid':'BID','receivedMessage':{'title':'t','style':'icon','imageIdentifier':'1'},'data':{'version':'1.0','requestIdentifier':'r','listPicker':{'sections':[{'items':[{'identifier':'a','title':'A'}]}]}}} | interactiveData.receivedMessage.imageIdentifier names no image
template without header | 'type':'interactive','interactiveData':{'bid':'BID','data':{'version':'1.0','notification':{'templateId':'t'}}} | a template needs the header message-type: notification
""")
    void aBadMessageIsNamed(String name, String message, String why) throws Exception {
        HttpResponse<String> answer = send("id-1", message.replace("BID", MessageRules.EXTENSION));
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(why);
        assertThat(town.accepted(Channel.APPLE)).isZero();
    }

    @Test
    void theTokenMustBeFreshOursAndWellSigned() throws Exception {
        String msp = town.sheet("appleMspId");
        assertThat(post(headers("id-1", token(msp, -4_000)), body("id-1", TEXT)).statusCode())
                .isEqualTo(401);
        assertThat(
                        post(
                                        headers("id-1", token(town.sheet("appleBusinessId"), 0)),
                                        body("id-1", TEXT))
                                .statusCode())
                .isEqualTo(401);
        assertThat(post(headers("id-1", token(msp, 0) + "A"), body("id-1", TEXT)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void envelopeAndBodyMustAgree() throws Exception {
        assertThat(
                        post(
                                        headers("id-2", token(town.sheet("appleMspId"), 0)),
                                        body("id-1", TEXT))
                                .body())
                .isEqualTo("id must be the same in header and body");
    }

    @Test
    void aClosedThreadIsNotFoundUntilTheyWrite() throws Exception {
        town.sandbox.provider(AppleProvider.class).deeds().get("close").accept(TO);
        assertThat(inbound().getLast().path("type").stringValue()).isEqualTo("close");
        assertThat(send("id-1", TEXT).statusCode()).isEqualTo(404);
        town.sandbox.customers().say(Channel.APPLE, TO, "hello");
        town.settle();
        assertThat(send("id-2", TEXT).statusCode()).isEqualTo(200);
        town.sandbox.customers().book().unregister(Channel.APPLE, TO);
        assertThat(send("id-3", TEXT).statusCode()).isEqualTo(404);
    }

    @Test
    void aRepeatedIdIsSentOnce() throws Exception {
        send("id-1", TEXT);
        assertThat(send("id-1", TEXT).statusCode()).isEqualTo(200);
        assertThat(town.accepted(Channel.APPLE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void statusesCanBeOrdered(int status) throws Exception {
        town.sandbox.refusals().next(Channel.APPLE, 1, new Refusal.ProviderError(status));
        assertThat(send("id-1", TEXT).statusCode()).isEqualTo(status);
    }

    @Test
    void quickRepliesComeBackWithTheirIndex() throws Exception {
        String items = "{'identifier':'y','title':'Yes'},{'identifier':'n','title':'No'}";
        interactive(QUICK.replace("ITEMS", items));
        JsonNode data = replyData();
        assertThat(data.path("requestIdentifier").stringValue()).isEqualTo("r");
        int index = data.path("quick-reply").path("selectedIndex").intValue();
        assertThat(data.path("quick-reply").path("selectedIdentifier").stringValue())
                .isEqualTo(index == 0 ? "y" : "n");
    }

    @Test
    void listsAndTimesComeBackWithWhatWasChosen() throws Exception {
        interactive(LIST);
        assertThat(
                        replyData()
                                .path("listPicker")
                                .path("sections")
                                .get(0)
                                .path("items")
                                .get(0)
                                .path("identifier")
                                .stringValue())
                .isEqualTo("a");
        interactive(TIME);
        assertThat(
                        replyData()
                                .path("event")
                                .path("timeslots")
                                .get(0)
                                .path("identifier")
                                .stringValue())
                .isEqualTo("1");
    }

    @Test
    void whatApplePostsIsCompressedAndCarriesItsToken() throws Exception {
        town.sandbox.customers().say(Channel.APPLE, TO, "hello");
        town.settle();
        Webhook webhook = town.sandbox.chaos().recorded().getLast();
        assertThat(webhook.headers())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("source-id", TO)
                .containsEntry("destination-id", town.sheet("appleBusinessId"));
        Jwt token = Jwt.bearer(webhook.headers().get("Authorization")).orElseThrow();
        assertThat(token.isHmac(key())).isTrue();
        assertThat(token.claim("aud")).isEqualTo(town.sheet("appleMspId"));
        assertThat(inbound().getLast().path("body").stringValue()).isEqualTo("hello");
        town.sandbox.provider(AppleProvider.class).deeds().get("largeReply").accept(TO);
        assertThat(inbound().getLast().path("interactiveDataRef").path("size").intValue())
                .isEqualTo(70_000);
    }

    private static Habits answering() {
        return Habits.all(new Propensities(1, 1, 0, 1, 0, 0, 0));
    }

    private void interactive(String data) throws Exception {
        HttpResponse<String> answer =
                send(
                        "id-" + data.hashCode(),
                        "'type':'interactive','interactiveData':{'bid':'"
                                + MessageRules.EXTENSION
                                + "',"
                                + data
                                + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        town.settle();
    }

    private JsonNode replyData() throws Exception {
        return inbound().getLast().path("interactiveData").path("data");
    }

    private List<JsonNode> inbound() throws Exception {
        List<JsonNode> bodies = new java.util.ArrayList<>();
        for (Webhook webhook : town.sandbox.chaos().recorded()) {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(webhook.body()))) {
                bodies.add(Json.MAPPER.readTree(in.readAllBytes()));
            }
        }
        return bodies;
    }

    private HttpResponse<String> send(String id, String message) throws Exception {
        return post(headers(id, token(town.sheet("appleMspId"), 0)), body(id, message));
    }

    private HttpResponse<String> post(Map<String, String> headers, byte[] body) throws Exception {
        return town.call("POST", town.sheet("appleBaseUri") + "/v1/message", headers, body);
    }

    private byte[] body(String id, String message) {
        return "{'v':1,'id':'%s','sourceId':'%s','destinationId':'%s',%s}"
                .formatted(id, town.sheet("appleBusinessId"), TO, message)
                .replace('\'', '"')
                .replace("extension\"s", "extension's")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(String id, String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("id", id);
        headers.put("source-id", town.sheet("appleBusinessId"));
        headers.put("destination-id", TO);
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private String token(String issuer, long age) {
        return Jwt.write(
                Json.object().put("iss", issuer).put("iat", Instant.now().getEpochSecond() + age),
                key());
    }

    private byte[] key() {
        return Base64.getDecoder().decode(town.sheet("appleSecret"));
    }
}
