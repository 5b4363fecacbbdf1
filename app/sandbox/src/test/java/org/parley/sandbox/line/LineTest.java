package org.parley.sandbox.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sandbox.line.LineForms.buttons;
import static org.parley.sandbox.line.LineForms.list;
import static org.parley.sandbox.line.LineForms.ok;
import static org.parley.sandbox.line.LineForms.refused;
import static org.parley.sandbox.line.LineForms.template;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.MovableClock;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class LineTest {
    private static final String USER = "U0123456789abcdef0123456789abcdef";
    private static final String KEY = "123e4567-e89b-12d3-a456-426614174000";
    static final String ACTION = "{'type':'postback','label':'A','data':'a'}";

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private LineSite line;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests()
                                .withClock(clock)
                                .withHabits(Habits.all(Propensities.QUIET)));
        line = sandbox.provider(LineSite.class);
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'text','text':'hi','quickReply':{'items':[{'type':'action','imageUrl':'https://a.example/a.png','action':{'type':'location','label':'Where'}},{'type':'action','action':{'type':'message','label':'Yes','text':'Yes'}}]}}",
                "{'type':'image','originalContentUrl':'https://a.example/a.jpg','previewImageUrl':'https://a.example/b.jpg'}",
                "{'type':'video','originalContentUrl':'https://a.example/a.mp4','previewImageUrl':'https://a.example/b.jpg'}",
                "{'type':'audio','originalContentUrl':'https://a.example/a.m4a','duration':1000}",
                "{'type':'location','title':'Shop','address':'Street 1','latitude':42.7,'longitude':23.3}",
                "{'type':'sticker','packageId':'446','stickerId':'1988'}",
                "{'type':'template','altText':'a','template':{'type':'buttons','text':'t','thumbnailImageUrl':'https://a.example/a.jpg','title':'T','actions':[{'type':'uri','label':'Go','uri':'https://a.example'},{'type':'datetimepicker','label':'When','data':'d','mode':'date'}]}}",
                "{'type':'template','altText':'a','template':{'type':'confirm','text':'t','actions':[{'type':'message','label':'Y','text':'y'},{'type':'message','label':'N','text':'n'}]}}",
                "{'type':'template','altText':'a','template':{'type':'carousel','columns':[{'text':'t','actions':[{'type':'clipboard','label':'Copy','clipboardText':'X1'}]}]}}",
                "{'type':'template','altText':'a','template':{'type':'image_carousel','columns':[{'imageUrl':'https://a.example/a.jpg','action':{'type':'uri','uri':'tel:+359888'}}]}}",
                "{'type':'flex','altText':'a','contents':{'type':'carousel','contents':[{'type':'bubble','body':{'type':'box','layout':'vertical','contents':[]},'footer':{'type':'box','layout':'vertical','contents':[{'type':'button','action':{'type':'uri','label':'Go','uri':'https://a.example'}}]}}]}}"
            })
    void everyDocumentedKindIsTaken(String message) throws Exception {
        JsonNode answer = ok(push(message));
        assertThat(answer.path("sentMessages").path(0).path("id").stringValue()).matches("\\d+");
        assertThat(sandbox.received().count(Channel.LINE, USER)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
{'type':'poem'} | messages[0].type | Must be one of the message types
{'type':'text','text':''} | messages[0].text | May not be empty
{'type':'image','originalContentUrl':'http://a.example/a.jpg','previewImageUrl':'https://a.example/b.jpg'} | messages[0].originalContentUrl | Must be a valid HTTPS URL
{'type':'video','originalContentUrl':'https://a.example/a.mp4'} | messages[0].previewImageUrl | May not be empty
{'type':'audio','originalContentUrl':'https://a.example/a.m4a'} | messages[0].duration | May not be null
{'type':'location','title':'Shop','address':'Street 1','latitude':142.7,'longitude':23.3} | messages[0].latitude | Must be between -90 and 90
{'type':'template','altText':'a','template':{'type':'list'}} | messages[0].template.type | unknown template type
{'type':'template','template':{'type':'buttons','text':'t','actions':[{'type':'message','label':'Y','text':'y'}]}} | messages[0].altText | May not be empty
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[]}} | messages[0].template.actions | Size must be between 1 and 4
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[{'type':'message','text':'y'}]}} | messages[0].template.actions[0].label | May not be empty
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[{'type':'message','label':'123456789012345678901','text':'y'}]}} | messages[0].template.actions[0].label | Length must be between 0 and 20
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[{'type':'uri','label':'Y','uri':'ftp://x'}]}} | messages[0].template.actions[0].uri | invalid uri scheme
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[{'type':'location','label':'Y'}]}} | messages[0].template.actions[0].type | This action is for quick replies only
{'type':'template','altText':'a','template':{'type':'buttons','text':'t','actions':[{'type':'dance','label':'Y'}]}} | messages[0].template.actions[0].type | unknown action type
{'type':'template','altText':'a','template':{'type':'confirm','text':'t','actions':[{'type':'message','label':'Y','text':'y'}]}} | messages[0].template.actions | Size must be between 2 and 2
{'type':'template','altText':'a','template':{'type':'carousel','columns':[{'text':'t','actions':[{'type':'message','label':'Y','text':'y'}]},{'text':'t','title':'T','actions':[{'type':'message','label':'Y','text':'y'}]}]}} | messages[0].template.columns[1].title | All columns must have it, or none
{'type':'flex','altText':'a','contents':{'type':'box'}} | messages[0].contents.type | Must be bubble or carousel
{'type':'text','text':'x','quickReply':{'items':[]}} | messages[0].quickReply.items | Size must be between 1 and 13
""")
    void aBadRequestIsNamedByProperty(String message, String property, String why)
            throws Exception {
        JsonNode error = refused(push(message), 400);
        assertThat(error.path("message").stringValue())
                .isEqualTo("The request body has 1 error(s)");
        assertThat(error.path("details").path(0).path("property").stringValue())
                .isEqualTo(property);
        assertThat(error.path("details").path(0).path("message").stringValue()).isEqualTo(why);
        assertThat(sandbox.received().total(Channel.LINE)).isZero();
    }

    @Test
    void allErrorsAreReportedAtOnce() throws Exception {
        JsonNode error = refused(push("{'type':'text'},{'type':'poem'}"), 400);
        assertThat(error.path("message").stringValue())
                .isEqualTo("The request body has 2 error(s)");
    }

    @Test
    void lengthsAndCountsAreHeldAtTheirEdges() throws Exception {
        ok(push("{'type':'text','text':'" + "x".repeat(5000) + "'}"));
        refused(push("{'type':'text','text':'" + "x".repeat(5001) + "'}"), 400);
        ok(push(list("{'type':'text','text':'x'}", 5)));
        refused(push(list("{'type':'text','text':'x'}", 6)), 400);
        String item = "{'type':'action','action':" + ACTION + "}";
        ok(push("{'type':'text','text':'x','quickReply':{'items':[" + list(item, 13) + "]}}"));
        refused(
                push("{'type':'text','text':'x','quickReply':{'items':[" + list(item, 14) + "]}}"),
                400);
        String column = "{'text':'t','actions':[" + ACTION + "]}";
        ok(push(template("'type':'carousel','columns':[" + list(column, 10) + "]")));
        refused(push(template("'type':'carousel','columns':[" + list(column, 11) + "]")), 400);
        String bubble = "{'type':'bubble'}";
        String flex =
                "{'type':'flex','altText':'a','contents':{'type':'carousel','contents':[%s]}}";
        ok(push(flex.formatted(list(bubble, 12))));
        refused(push(flex.formatted(list(bubble, 13))), 400);
        // With a title the text of a panel is shorter.
        ok(push(buttons("x".repeat(160), "")));
        refused(push(buttons("x".repeat(161), "")), 400);
        ok(push(buttons("x".repeat(60), "'title':'T',")));
        refused(push(buttons("x".repeat(61), "'title':'T',")), 400);
    }

    @Test
    void tokensReceiversAndBodiesAreChecked() throws Exception {
        HttpResponse<String> wrong =
                caller.call(
                        "POST",
                        "/line/v2/bot/message/push",
                        Map.of("Authorization", "Bearer wrong"),
                        "{}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("Authentication failed");
        assertThat(refused(call("POST", "message/push", "no json", null), 400).toString())
                .contains("could not be parsed as JSON");
        assertThat(
                        refused(
                                        call(
                                                "POST",
                                                "message/push",
                                                "{'to':'bob','messages':[]}",
                                                null),
                                        400)
                                .toString())
                .contains("'to'");
        sandbox.customers().book().unregister(Channel.LINE, USER);
        assertThat(refused(push("{'type':'text','text':'x'}"), 400).toString())
                .contains("Failed to send messages");
        refused(call("GET", "profile/" + USER, "", null), 404);
        refused(call("GET", "nothing", "", null), 404);
    }

    @Test
    void aRetryKeyIsAcceptedOnce() throws Exception {
        JsonNode first = ok(push("{'type':'text','text':'x'}", KEY));
        HttpResponse<String> again = push("{'type':'text','text':'x'}", KEY);
        assertThat(again.statusCode()).isEqualTo(409);
        JsonNode body = Json.MAPPER.readTree(again.body());
        assertThat(body.path("message").stringValue())
                .isEqualTo("The retry key is already accepted");
        assertThat(body.path("sentMessages")).isEqualTo(first.path("sentMessages"));
        assertThat(again.headers().firstValue("x-line-accepted-request-id")).isPresent();
        assertThat(sandbox.received().count(Channel.LINE, USER)).isEqualTo(1);
        assertThat(refused(push("{'type':'text','text':'x'}", "1"), 400).toString())
                .contains("Invalid retry key");
        // A refused message leaves its key unused.
        String other = KEY.replace('1', '2');
        refused(push("{'type':'poem'}", other), 400);
        ok(push("{'type':'text','text':'x'}", other));
    }

    @Test
    void aBlockedUserGets200AndNothing() throws Exception {
        line.voice().unfollow(USER);
        ok(push("{'type':'text','text':'x'}"));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(sandbox.customers().acts().count(Channel.LINE, Act.Kind.DELIVERED)).isZero();
    }

    @Test
    void ratesAndQuotasAre429InDifferentWords() throws Exception {
        line.perSecond(1);
        ok(push("{'type':'text','text':'x'}"));
        assertThat(refused(push("{'type':'text','text':'x'}"), 429).toString())
                .contains("rate limit");
        line.perSecond(0);
        line.quota(2);
        ok(push("{'type':'text','text':'x'}"));
        assertThat(refused(push("{'type':'text','text':'x'}"), 429).toString())
                .contains("monthly limit");
        assertThat(ok(call("GET", "message/quota", "", null)).path("value").intValue())
                .isEqualTo(2);
        assertThat(
                        ok(call("GET", "message/quota/consumption", "", null))
                                .path("totalUsage")
                                .intValue())
                .isEqualTo(2);
        sandbox.refusals()
                .next(
                        Channel.LINE,
                        1,
                        new Refusal.ProviderError(
                                403, "Access to this API is not available for your account"));
        assertThat(refused(push("{'type':'text','text':'x'}"), 403).toString())
                .contains("not available for your account");
    }

    @Test
    void multicastReachesManyAndValidateNobody() throws Exception {
        String users = "'U" + "1".repeat(32) + "','U" + "2".repeat(32) + "'";
        ok(
                call(
                        "POST",
                        "message/multicast",
                        "{'to':[%s],'messages':[{'type':'text','text':'x'}],'customAggregationUnits':['run_1']}"
                                .formatted(users),
                        null));
        assertThat(sandbox.received().total(Channel.LINE)).isEqualTo(2);
        ok(
                call(
                        "POST",
                        "message/validate/push",
                        "{'messages':[{'type':'text','text':'x'}]}",
                        null));
        refused(call("POST", "message/validate/push", "{'messages':[]}", null), 400);
        assertThat(sandbox.received().total(Channel.LINE)).isEqualTo(2);
        refused(
                call(
                        "POST",
                        "message/push",
                        "{'to':'%s','messages':[{'type':'text','text':'x'}],'customAggregationUnits':['a b']}"
                                .formatted(USER),
                        null),
                400);
    }

    @Test
    void aReplyTokenAnswersOnceWithinAMinute() throws Exception {
        line.subscribe(parley.uri("/l"));
        line.voice().say(USER, "hi");
        line.voice().say(USER, "there");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> events = events();
        String reply =
                "{'replyToken':'%s','messages':[{'type':'text','text':'x'}]}"
                        .formatted(events.getFirst().path("replyToken").stringValue());
        ok(call("POST", "message/reply", reply, null));
        assertThat(refused(call("POST", "message/reply", reply, null), 400).toString())
                .contains("Invalid reply token");
        clock.advance(Duration.ofSeconds(61));
        refused(
                call(
                        "POST",
                        "message/reply",
                        "{'replyToken':'%s','messages':[{'type':'text','text':'x'}]}"
                                .formatted(events.getLast().path("replyToken").stringValue()),
                        null),
                400);
    }

    @Test
    void theWebhookIsRegisteredTestedAndSigned() throws Exception {
        refused(call("GET", "channel/webhook/endpoint", "", null), 404);
        refused(
                call("PUT", "channel/webhook/endpoint", "{'endpoint':'http://a.example'}", null),
                400);
        ok(
                call(
                        "PUT",
                        "channel/webhook/endpoint",
                        "{'endpoint':'%s'}".formatted(parley.uri("/l")),
                        null));
        assertThat(
                        ok(call("GET", "channel/webhook/endpoint", "", null))
                                .path("active")
                                .booleanValue())
                .isTrue();
        assertThat(
                        ok(call("POST", "channel/webhook/test", "{}", null))
                                .path("success")
                                .booleanValue())
                .isTrue();
        ParleyStandIn.Seen seen = parley.seen("/l").getFirst();
        assertThat(seen.json().path("events").size()).isZero();
        assertThat(seen.json().path("destination").stringValue()).isEqualTo(line.userId());
        String hex =
                Signature.hex(line.channelSecret(), seen.body().getBytes(StandardCharsets.UTF_8));
        assertThat(seen.header("x-line-signature"))
                .isEqualTo(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
        assertThat(ok(call("GET", "info", "", null)).path("userId").stringValue())
                .isEqualTo(line.userId());
    }

    @Test
    void aFailedWebhookComesAgainMarkedAndSignedAnew() throws Exception {
        line.subscribe(parley.uri("/l"));
        AtomicInteger tries = new AtomicInteger();
        parley.answers(_ -> tries.incrementAndGet() < 2 ? 500 : 200);
        line.voice().follow(USER);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events())
                .extracting(
                        event -> event.path("deliveryContext").path("isRedelivery").booleanValue())
                .containsExactly(false, true);
        assertThat(events().stream().map(event -> event.path("webhookEventId")).distinct())
                .hasSize(1);
        line.redelivery(false);
        tries.set(0);
        line.voice().unfollow(USER);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events()).hasSize(3);
        assertThat(events().getLast().path("type").stringValue()).isEqualTo("unfollow");
    }

    @Test
    void usersTapTypeAndComeBack() throws Exception {
        line.subscribe(parley.uri("/l"));
        sandbox.customers().habits(Habits.all(new Propensities(1, 1, 0, 1, 0, 0, 0)));
        ok(push(template("'type':'buttons','text':'t','actions':[" + ACTION + "]")));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events().getFirst().path("postback").path("data").stringValue()).isEqualTo("a");
        line.voice().unfollow(USER);
        line.voice().follow(USER);
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events().getLast().path("follow").path("isUnblocked").booleanValue()).isTrue();
    }

    private List<JsonNode> events() {
        return parley.bodies("/l").stream()
                .flatMap(body -> body.path("events").valueStream())
                .toList();
    }

    private HttpResponse<String> push(String messages) throws Exception {
        return push(messages, null);
    }

    private HttpResponse<String> push(String messages, String key) throws Exception {
        return call(
                "POST",
                "message/push",
                "{'to':'%s','messages':[%s]}".formatted(USER, messages),
                key);
    }

    private HttpResponse<String> call(String method, String path, String body, String key)
            throws Exception {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + line.token());
        if (key != null) {
            headers.put("X-Line-Retry-Key", key);
        }
        return caller.call(method, "/line/v2/bot/" + path, headers, body);
    }
}
