package org.parley.sandbox.infobip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Town;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class InfobipTest {
    private static final String TO = "359888123456";
    private static final String TEXT = "'content':{'type':'TEXT','text':'Sale'}";

    private Town town;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
        town.sandbox.provider(InfobipProvider.class).subscribe(town.parley.uri("/vbm"));
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aMessageIsPendingFirstThenDeliveredThenSeen() throws Exception {
        JsonNode answer = Town.json(send(TEXT + ",'webhooks':{'callbackData':'run-7'}"));
        JsonNode message = answer.path("messages").get(0);
        assertThat(answer.path("bulkId").stringValue()).isNotEmpty();
        assertThat(message.path("messageId").stringValue()).isEqualTo("id-1");
        assertThat(message.path("status").path("groupName").stringValue()).isEqualTo("PENDING");
        town.settle();
        // The two kinds of report race each other.
        List<JsonNode> results =
                results().stream()
                        .sorted(java.util.Comparator.comparing(each -> each.has("seenAt")))
                        .toList();
        assertThat(results.get(0).path("status").path("groupName").stringValue())
                .isEqualTo("DELIVERED");
        assertThat(results.get(0).path("error").path("id").intValue()).isZero();
        assertThat(results.get(0).path("callbackData").stringValue()).isEqualTo("run-7");
        assertThat(results.get(0).path("price").path("currency").stringValue()).isEqualTo("EUR");
        assertThat(results.get(1).path("messageId").stringValue()).isEqualTo("id-1");
        assertThat(results.get(1).has("seenAt")).isTrue();
    }

    @Test
    void reportsGoWhereTheMessageSaysAndSeveralTravelTogether() throws Exception {
        String own = town.parley.uri("/own").toString();
        String two = "'destinations':[{'to':'359888000001'},{'to':'359888000002'}]";
        post(
                "{'messages':[{'sender':'%s',%s,%s,'webhooks':{'delivery':{'url':'%s'}}}]}"
                        .formatted(town.sheet("infobipSender"), two, TEXT, own));
        town.settle();
        assertThat(town.parley.seen("/own")).isNotEmpty();
        assertThat(
                        town.parley.bodies("/own").stream()
                                .mapToInt(each -> each.path("results").size())
                                .sum())
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no kind | 'content':{} | messages[0].content.type
empty text | 'content':{'type':'TEXT','text':''} | messages[0].content.text
image kind | 'content':{'type':'IMAGE','mediaUrl':'https://a.example/b.gif'} | messages[0].content.mediaUrl
video without thumbnail | 'content':{'type':'VIDEO','mediaUrl':'https://a.example/b.mp4','mediaDuration':'PT1M'} | messages[0].content.thumbnailUrl
video duration | 'content':{'type':'VIDEO','mediaUrl':'https://a.example/b.mp4','thumbnailUrl':'https://a.example/c.png','mediaDuration':'60'} | messages[0].content.mediaDuration
video too long | 'content':{'type':'VIDEO','mediaUrl':'https://a.example/b.mp4','thumbnailUrl':'https://a.example/c.png','mediaDuration':'PT601S'} | messages[0].content.mediaDuration
file name | 'content':{'type':'FILE','mediaUrl':'https://a.example/b.pdf','fileName':'12345678901234567890123456'} | messages[0].content.fileName
list of one | 'content':{'type':'LIST','text':'a','options':['x']} | messages[0].content.options
long option | 'content':{'type':'LIST','text':'a','options':['x','123456789012345678901234567890123456789012345678901']} | messages[0].content.options[1]
carousel of one | 'content':{'type':'CAROUSEL','text':'a','cards':[{'text':'ab','mediaUrl':'https://a.example/b.png','buttons':[{'title':'t','action':'https://a.example'}]}]} | messages[0].content.cards
long button | 'content':{'type':'TEXT','text':'a','button':{'title':'1234567890123456789012345678901','action':'https://a.example'}} | messages[0].content.button.title
button without address | 'content':{'type':'TEXT','text':'a','button':{'title':'t','action':'x'}} | messages[0].content.button.action
promotion as transaction | 'content':{'type':'IMAGE','mediaUrl':'https://a.example/b.png'},'options':{'label':'TRANSACTIONAL'} | messages[0].options.label
unknown label | 'content':{'type':'TEXT','text':'a'},'options':{'label':'SPAM'} | messages[0].options.label
session with button | 'content':{'type':'TEXT','text':'a','button':{'title':'t','action':'https://a.example'}},'options':{'applySessionRate':true} | messages[0].options.applySessionRate
short life | 'content':{'type':'TEXT','text':'a'},'options':{'validityPeriod':{'amount':29,'timeUnit':'SECONDS'}} | messages[0].options.validityPeriod
""")
    void aBadMessageIsNamedByField(String name, String message, String field) throws Exception {
        HttpResponse<String> answer = send(message);
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        JsonNode exception = Town.json(answer).path("requestError").path("serviceException");
        assertThat(exception.path("messageId").stringValue()).isEqualTo("BAD_REQUEST");
        assertThat(exception.path("validationErrors").has(field)).isTrue();
        assertThat(town.accepted(Channel.VIBER_BUSINESS)).isZero();
    }

    @Test
    void aThousandCharactersPassAndOneMoreDoesNot() throws Exception {
        String text = "'content':{'type':'TEXT','text':'%s'}";
        assertThat(send(text.formatted("x".repeat(1_000))).statusCode()).isEqualTo(200);
        assertThat(send(text.formatted("x".repeat(1_001))).statusCode()).isEqualTo(400);
    }

    @Test
    void senderAndDestinationAreChecked() throws Exception {
        assertThat(
                        post("{'messages':[{'sender':'Other','destinations':[{'to':'12'}],"
                                        + TEXT
                                        + "}]}")
                                .body())
                .contains("messages[0].sender")
                .contains("messages[0].destinations[0].to");
    }

    @Test
    void aWrongKeyIsUnauthorized() throws Exception {
        HttpResponse<String> answer = call("GET", "/account/1/balance", "", "other");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("UNAUTHORIZED");
        assertThat(call("GET", "/account/1/balance", "", town.sheet("infobipApiKey")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 13, 21, 43})
    void codesOfViberAreToldByTheReport(int code) throws Exception {
        town.sandbox.refusals().next(Channel.VIBER_BUSINESS, 1, new Refusal.ProviderError(code));
        assertThat(send(TEXT).statusCode()).isEqualTo(200);
        town.settle();
        JsonNode error = results().getFirst().path("error");
        assertThat(error.path("id").intValue()).isEqualTo(code);
        assertThat(error.path("permanent").booleanValue()).isEqualTo(code != 1 && code != 21);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 429, 500})
    void statusesCanBeOrdered(int status) throws Exception {
        town.sandbox.refusals().next(Channel.VIBER_BUSINESS, 1, new Refusal.ProviderError(status));
        assertThat(send(TEXT).statusCode()).isEqualTo(status);
    }

    @Test
    void whoBlockedTheSenderIsError8UntilTheyWrite() throws Exception {
        town.sandbox.provider(InfobipProvider.class).deeds().get("block").accept(TO);
        assertThat(errorOf("id-1", "")).isEqualTo(8);
        town.sandbox.customers().say(Channel.VIBER_BUSINESS, TO, "hello");
        town.settle();
        JsonNode inbound = results().getLast();
        assertThat(inbound.path("integrationType").stringValue()).isEqualTo("VIBER");
        assertThat(inbound.path("sender").stringValue()).isEqualTo(TO);
        assertThat(inbound.path("message").path("text").stringValue()).isEqualTo("hello");
        assertThat(errorOf("id-2", "")).isZero();
    }

    @Test
    void aSessionNeedsTheirMessageAndEndsAfterFiveInARow() throws Exception {
        String session = ",'options':{'applySessionRate':true}";
        assertThat(errorOf("id-0", session)).isEqualTo(21);
        town.sandbox.customers().say(Channel.VIBER_BUSINESS, TO, "hello");
        town.settle();
        for (int i = 1; i <= 5; i++) {
            assertThat(errorOf("id-" + i, session)).isZero();
        }
        assertThat(errorOf("id-6", session)).isEqualTo(21);
    }

    @Test
    void whoIsNotOnViberIsError9() throws Exception {
        town.sandbox.customers().book().unregister(Channel.VIBER_BUSINESS, TO);
        assertThat(errorOf("id-1", "")).isEqualTo(9);
    }

    @Test
    void aRepeatedIdIsAnsweredAndNotSentAgain() throws Exception {
        send(TEXT);
        assertThat(send(TEXT).statusCode()).isEqualTo(200);
        assertThat(town.accepted(Channel.VIBER_BUSINESS)).isEqualTo(1);
    }

    private int errorOf(String id, String more) throws Exception {
        send(id, TEXT + more);
        town.settle();
        return results().stream()
                .filter(each -> each.path("messageId").asString("").equals(id))
                .filter(each -> each.has("error"))
                .findFirst()
                .orElseThrow()
                .path("error")
                .path("id")
                .intValue();
    }

    private List<JsonNode> results() {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode body : town.parley.bodies("/vbm")) {
            body.path("results").forEach(results::add);
        }
        return results;
    }

    private HttpResponse<String> send(String message) throws Exception {
        return send("id-1", message);
    }

    private HttpResponse<String> send(String id, String message) throws Exception {
        return post(
                "{'messages':[{'sender':'%s','destinations':[{'to':'%s','messageId':'%s'}],%s}]}"
                        .formatted(town.sheet("infobipSender"), TO, id, message));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return call("POST", "/viber/2/messages", body, town.sheet("infobipApiKey"));
    }

    private HttpResponse<String> call(String method, String path, String body, String key)
            throws Exception {
        return town.call(
                method,
                town.sheet("infobipBaseUri") + path,
                Map.of("Authorization", "App " + key, "Content-Type", "application/json"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
