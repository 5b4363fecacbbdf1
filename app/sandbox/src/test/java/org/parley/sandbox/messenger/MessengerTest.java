package org.parley.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.webhook.Signature;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class MessengerTest {
    private static final String PSID = "24601000000000017";

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private MessengerSite messenger;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        open(Propensities.QUIET);
    }

    private void open(Propensities habits) {
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withClock(clock).withHabits(Habits.all(habits)));
        messenger = sandbox.provider(MessengerSite.class);
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
                "{'text':'hello','metadata':'17'}",
                "{'text':'pick','quick_replies':[{'content_type':'text','title':'A','payload':'a','image_url':'https://a.example/a.png'},{'content_type':'user_phone_number'}]}",
                "{'attachment':{'type':'image','payload':{'url':'https://a.example/a.jpg','is_reusable':true}}}",
                "{'attachment':{'type':'video','payload':{'attachment_id':'1234'}}}",
                "{'attachments':[{'type':'image','payload':{'url':'https://a.example/a.jpg'}},{'type':'image','payload':{'url':'https://a.example/b.jpg'}}]}",
                "{'attachment':{'type':'template','payload':{'template_type':'button','text':'t','buttons':[{'type':'web_url','url':'https://a.example','title':'Go'},{'type':'postback','title':'P','payload':'p'},{'type':'phone_number','title':'Call','payload':'+359888'}]}}}",
                "{'attachment':{'type':'template','payload':{'template_type':'generic','elements':[{'title':'t','subtitle':'s','image_url':'https://a.example/a.jpg','default_action':{'type':'web_url','url':'https://a.example'},'buttons':[{'type':'postback','title':'P','payload':'p'}]}]}}}"
            })
    void everyDocumentedKindIsTaken(String message) throws Exception {
        messenger.voice().window(PSID, true);
        JsonNode answer = ok(send(message));
        assertThat(answer.path("recipient_id").stringValue()).isEqualTo(PSID);
        assertThat(answer.path("message_id").stringValue()).startsWith("m_");
        assertThat(sandbox.received().count(Channel.MESSENGER, PSID)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no recipient | {'message':{'text':'x'}} | (#100) The parameter recipient is required
unknown type | TO'messaging_type':'SPAM','message':{'text':'x'}} | (#100) Param messaging_type must be one of {MESSAGE_TAG, RESPONSE, UPDATE, UTILITY}
retired tag | TO'messaging_type':'MESSAGE_TAG','tag':'ACCOUNT_UPDATE','message':{'text':'x'}} | (#100) Param tag must be one of {HUMAN_AGENT}
no message | TO'messaging_type':'RESPONSE'} | (#100) The parameter message is required
nothing said | TO'message':{}} | (#100) Message cannot be empty, must provide valid attachment or text
both | TO'message':{'text':'x','attachment':{'type':'image','payload':{'url':'https://a.example/a.jpg'}}}} | (#100) Cannot send both text and attachment
unknown attachment | TO'message':{'attachment':{'type':'poem','payload':{}}}} | (#100) Param message[attachment][type] must be one of {audio, file, image, template, video}
no source | TO'message':{'attachment':{'type':'image','payload':{}}}} | (#100) The parameter message[attachment][payload][url] is required
no URI | TO'message':{'attachment':{'type':'image','payload':{'url':'ftp://x'}}}} | (#100) Param message[attachment][payload][url] is not a valid URI
wrong kind | TO'message':{'attachment':{'type':'image','payload':{'url':'https://a.example/a.mp4'}}}} | (#100) Upload attachment failure. The type of the file does not match the type of the attachment.
long title | TO'message':{'text':'x','quick_replies':[{'content_type':'text','title':'123456789012345678901','payload':'p'}]}} | (#100) Length of param message[quick_replies][title] must be less than or equal to 20
no payload | TO'message':{'text':'x','quick_replies':[{'content_type':'text','title':'a'}]}} | (#100) The parameter message[quick_replies][payload] is required
unknown template | TO'message':{'attachment':{'type':'template','payload':{'template_type':'list'}}}} | (#100) Param message[attachment][payload][template_type] must be one of {button, coupon, generic, media, product, receipt}
no buttons | TO'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'t','buttons':[]}}}} | (#100) Param message[attachment][payload][buttons] must hold 1 to 3 elements, has 0
title alone | TO'message':{'attachment':{'type':'template','payload':{'template_type':'generic','elements':[{'title':'t'}]}}}} | (#100) Incomplete element data: title and at least one other field is required
button title | TO'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'t','buttons':[{'type':'postback','title':'123456789012345678901','payload':'p'}]}}}} | (#100) Length of param message[attachment][payload][buttons][title] must be less than or equal to 20
phone without plus | TO'message':{'attachment':{'type':'template','payload':{'template_type':'button','text':'t','buttons':[{'type':'phone_number','title':'Call','payload':'0888'}]}}}} | (#100) Param message[attachment][payload][buttons][payload] must be a phone number with a plus
type without template | TO'messaging_type':'UTILITY','message':{'text':'x'}} | (#100) messaging_type UTILITY goes with message[template], and only with it
unapproved template | TO'messaging_type':'UTILITY','message':{'template':{'name':'late','language':{'code':'en'}}}} | (#100) Template late does not exist in en or is not approved
""")
    void aBadRequestIsNamed(String name, String body, String message) throws Exception {
        messenger.voice().window(PSID, true);
        messenger.templates().register("late", "en", "Late", "PENDING");
        JsonNode error =
                refused(post(body.replace("TO", "{'recipient':{'id':'" + PSID + "'},")), 400, 100);
        assertThat(error.path("message").stringValue()).as(name).isEqualTo(message);
        assertThat(sandbox.received().total(Channel.MESSENGER)).isZero();
    }

    @Test
    void lengthsAndCountsAreHeldAtTheirEdges() throws Exception {
        messenger.voice().window(PSID, true);
        ok(send("{'text':'" + "x".repeat(2000) + "'}"));
        refused(send("{'text':'" + "x".repeat(2001) + "'}"), 400, 100);
        String reply = "{'content_type':'text','title':'a','payload':'p'}";
        ok(send(quick(reply, 13)));
        refused(send(quick(reply, 14)), 400, 100);
        String element = "{'title':'t','subtitle':'s'}";
        ok(send(generic(element, 10)));
        refused(send(generic(element, 11)), 400, 100);
        refused(send(generic("{'title':'" + "t".repeat(81) + "','subtitle':'s'}", 1)), 400, 100);
    }

    @Test
    void tokensPagesAndWindowsAreChecked() throws Exception {
        refused(
                caller.call(
                        "POST",
                        "/messenger/v25.0/me/messages",
                        Map.of("Authorization", "Bearer wrong"),
                        "{}"),
                401,
                190);
        JsonNode unknown = refused(call("POST", "1/messages", "{}"), 400, 100);
        assertThat(unknown.path("error_subcode").intValue()).isEqualTo(33);
        JsonNode closed = refused(send("{'text':'x'}"), 403, 10);
        assertThat(closed.path("error_subcode").intValue()).isEqualTo(2018278);
        messenger.voice().say(PSID, "hello");
        ok(send("{'text':'x'}"));
        clock.advance(Duration.ofHours(24));
        refused(send("{'text':'x'}"), 403, 10);
        ok(
                post(
                        "{'recipient':{'id':'%s'},'messaging_type':'MESSAGE_TAG','tag':'HUMAN_AGENT','message':{'text':'x'}}"
                                .formatted(PSID)));
        clock.advance(Duration.ofDays(7));
        refused(send("{'text':'x'}"), 403, 10);
    }

    @Test
    void aUtilityTemplateIsSentOutsideTheWindowWithItsParameters() throws Exception {
        JsonNode created =
                ok(
                        call(
                                "POST",
                                "me/message_templates",
                                "{'name':'parcel','language':'en','category':'UTILITY','components':[{'type':'BODY','text':'Hi {{1}}, {{2}} is here'}]}"));
        assertThat(created.path("status").stringValue()).isEqualTo("APPROVED");
        assertThat(ok(call("GET", "me/message_templates", "")).path("data").size()).isEqualTo(1);
        ok(utility("{'type':'text','text':'Ann'},{'type':'text','text':'A1'}"));
        JsonNode error = refused(utility("{'type':'text','text':'Ann'}"), 400, 100);
        assertThat(error.path("message").stringValue())
                .isEqualTo(
                        "(#100) Number of parameters (1) of the body does not match the expected"
                                + " (2)");
    }

    @Test
    void peopleWhoAreGoneOrBlockAreNamedByCodeAndSubcode() throws Exception {
        sandbox.customers().book().unregister(Channel.MESSENGER, PSID);
        assertThat(refused(send("{'text':'x'}"), 400, 100).path("error_subcode").intValue())
                .isEqualTo(2018001);
        sandbox.customers().book().register(Channel.MESSENGER, PSID);
        messenger.voice().window(PSID, true);
        messenger.voice().block(PSID);
        assertThat(refused(send("{'text':'x'}"), 400, 551).path("error_subcode").intValue())
                .isEqualTo(1545041);
    }

    @Test
    void theRateIsLimitedAndAnyErrorCanBeOrdered() throws Exception {
        messenger.voice().window(PSID, true);
        messenger.perSecond(1);
        ok(send("{'text':'x'}"));
        refused(send("{'text':'x'}"), 400, 613);
        messenger.perSecond(0);
        sandbox.refusals().next(Channel.MESSENGER, 1, new Refusal.ProviderError(10, "2018065"));
        assertThat(refused(send("{'text':'x'}"), 403, 10).path("error_subcode").intValue())
                .isEqualTo(2018065);
        sandbox.refusals().next(Channel.MESSENGER, 1, new Refusal.HttpStatus(502));
        assertThat(send("{'text':'x'}").statusCode()).isEqualTo(502);
        ok(send("{'text':'x'}"));
    }

    @Test
    void theAppIsSubscribedAfterTheHandshakeAndThePageNamesItsFields() throws Exception {
        String app = messenger.account().appId() + "|" + messenger.account().appSecret();
        String path =
                "/messenger/v25.0/%s/subscriptions?object=page&callback_url=%s&verify_token=ours"
                        .formatted(messenger.account().appId(), parley.uri("/m"));
        HttpResponse<String> answer =
                caller.call("POST", path, Map.of("Authorization", "Bearer " + app), "");
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(parley.seen("/m").getFirst().uri().getQuery())
                .contains("hub.mode=subscribe")
                .contains("hub.verify_token=ours");
        refused(caller.call("POST", path, Map.of("Authorization", "Bearer no"), ""), 401, 190);
        ok(call("POST", "me/subscribed_apps?subscribed_fields=messages,message_echoes", ""));
        assertThat(
                        ok(call("GET", "me/subscribed_apps", ""))
                                .path("data")
                                .path(0)
                                .path("subscribed_fields")
                                .toString())
                .isEqualTo("[\"message_echoes\",\"messages\"]");
        refused(call("POST", "me/subscribed_apps", ""), 400, 100);
        assertThat(ok(call("GET", "me?fields=id,name", "")).path("id").stringValue())
                .isEqualTo(messenger.account().id());
        // Only what was asked for arrives: the echo, and no receipt.
        messenger.voice().window(PSID, true);
        ok(send("{'text':'x','metadata':'17'}"));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> events = events();
        assertThat(events).hasSize(1);
        JsonNode echo = events.getFirst().path("message");
        assertThat(echo.path("is_echo").booleanValue()).isTrue();
        assertThat(echo.path("metadata").stringValue()).isEqualTo("17");
    }

    @Test
    void receiptsAreWatermarksInSignedBatches() throws Exception {
        assertThat(messenger.subscribe(parley.uri("/m"))).isEmpty();
        messenger.voice().window(PSID, true);
        for (int i = 0; i < 20; i++) {
            ok(send("{'text':'x'}"));
        }
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> delivered =
                events().stream().filter(event -> event.has("delivery")).toList();
        assertThat(delivered).hasSize(20);
        assertThat(delivered)
                .allSatisfy(event ->
                        assertThat(event.path("delivery").path("watermark").longValue())
                                .isEqualTo(clock.millis()));
        assertThat(delivered).anyMatch(event -> event.path("delivery").has("mids"));
        assertThat(delivered).anyMatch(event -> !event.path("delivery").has("mids"));
        assertThat(events()).anyMatch(event -> event.path("read").has("watermark"));
        List<ParleyStandIn.Seen> posts =
                parley.seen("/m").stream().filter(seen -> seen.method().equals("POST")).toList();
        assertThat(posts.size()).isLessThan(40);
        for (ParleyStandIn.Seen seen : posts) {
            assertThat(seen.json().path("object").stringValue()).isEqualTo("page");
            assertThat(seen.header("X-Hub-Signature-256"))
                    .isEqualTo(
                            "sha256="
                                    + Signature.hex(
                                            messenger.account().appSecret(),
                                            seen.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void customersTapQuickRepliesAndButtonsAndLeave() throws Exception {
        caller.close();
        sandbox.close();
        open(new Propensities(1, 1, 0, 1, 1, 0, 0));
        messenger.subscribe(parley.uri("/m"));
        messenger.voice().window(PSID, true);
        ok(send(quick("{'content_type':'text','title':'Yes','payload':'p-yes'}", 1)));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events())
                .anyMatch(event ->
                        event.path("message")
                                .path("quick_reply")
                                .path("payload")
                                .asString("")
                                .equals("p-yes"));
        messenger.voice().unblock(PSID);
        ok(
                send(
                        "{'attachment':{'type':'template','payload':{'template_type':'button','text':'t','buttons':[{'type':'postback','title':'P','payload':'p-post'}]}}}"));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(events())
                .anyMatch(event ->
                        event.path("postback").path("payload").asString("").equals("p-post"));
        assertThat(events())
                .anyMatch(event -> event.path("message").path("text").asString("").equals("STOP"));
    }

    @Test
    void theMarketingSwitchIsAnOptin() throws Exception {
        messenger.subscribe(parley.uri("/m"));
        messenger.voice().marketing(PSID, false);
        JsonNode optin = events().getFirst().path("optin");
        assertThat(optin.path("type").stringValue()).isEqualTo("notification_messages");
        assertThat(optin.path("notification_messages_status").stringValue()).isEqualTo("STOP");
    }

    private List<JsonNode> events() {
        return parley.seen("/m").stream()
                .filter(seen -> seen.method().equals("POST"))
                .flatMap(seen -> seen.json().path("entry").valueStream())
                .flatMap(entry -> entry.path("messaging").valueStream())
                .toList();
    }

    private HttpResponse<String> send(String message) throws Exception {
        return post(
                "{'recipient':{'id':'%s'},'messaging_type':'RESPONSE','message':%s}"
                        .formatted(PSID, message));
    }

    private HttpResponse<String> utility(String parameters) throws Exception {
        return post(
                "{'recipient':{'id':'%s'},'messaging_type':'UTILITY','message':{'template':{'name':'parcel','language':{'code':'en'},'components':[{'type':'body','parameters':[%s]}]}}}"
                        .formatted(PSID, parameters));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return call("POST", "me/messages", body);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return caller.call(
                method,
                "/messenger/v25.0/" + path,
                Map.of("Authorization", "Bearer " + messenger.account().accessToken()),
                body);
    }

    private static String quick(String reply, int times) {
        return "{'text':'x','quick_replies':["
                + String.join(",", java.util.Collections.nCopies(times, reply))
                + "]}";
    }

    private static String generic(String element, int times) {
        return "{'attachment':{'type':'template','payload':{'template_type':'generic','elements':["
                + String.join(",", java.util.Collections.nCopies(times, element))
                + "]}}}";
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private static JsonNode refused(HttpResponse<String> answer, int status, int code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = Json.MAPPER.readTree(answer.body()).path("error");
        assertThat(error.path("code").intValue()).isEqualTo(code);
        return error;
    }
}
