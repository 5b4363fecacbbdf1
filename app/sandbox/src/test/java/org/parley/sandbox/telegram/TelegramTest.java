package org.parley.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.MovableClock;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class TelegramTest {
    private static final String CHAT = "5000000017";

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private TelegramSite telegram;
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
        telegram = sandbox.provider(TelegramSite.class);
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
sendMessage | {'chat_id':5000000017,'text':'<b>Hi</b> &amp; bye','parse_mode':'HTML','reply_markup':{'inline_keyboard':[[{'text':'A','callback_data':'a'}],[{'text':'Go','url':'https://a.example'},{'text':'Copy','copy_text':{'text':'X1'}}]]}}
sendMessage | {'chat_id':'5000000017','text':'A\\\\.b *bold* [x](https://a.example/b.c)','parse_mode':'MarkdownV2'}
sendMessage | {'chat_id':5000000017,'text':'a<b','entities':[{'type':'bold','offset':0,'length':1}]}
sendMessage | {'chat_id':5000000017,'text':'Share','reply_markup':{'keyboard':[[{'text':'Phone','request_contact':true}]],'one_time_keyboard':true,'resize_keyboard':true}}
sendMessage | {'chat_id':5000000017,'text':'Gone','reply_markup':{'remove_keyboard':true}}
sendPhoto | {'chat_id':5000000017,'photo':'https://a.example/a.jpg','caption':'c'}
sendVideo | {'chat_id':5000000017,'video':'https://a.example/a.mp4'}
sendDocument | {'chat_id':5000000017,'document':'https://a.example/a.pdf'}
sendAudio | {'chat_id':5000000017,'audio':'https://a.example/a.mp3'}
sendVoice | {'chat_id':5000000017,'voice':'https://a.example/a.ogg'}
sendAnimation | {'chat_id':5000000017,'animation':'https://a.example/a.gif'}
sendLocation | {'chat_id':5000000017,'latitude':42.7,'longitude':23.3}
sendVenue | {'chat_id':5000000017,'latitude':42.7,'longitude':23.3,'title':'Shop','address':'Street 1'}
sendContact | {'chat_id':5000000017,'phone_number':'+359888','first_name':'Ann'}
""")
    void everyDocumentedKindIsTaken(String method, String body) throws Exception {
        JsonNode result = ok(call(method, body)).path("result");
        assertThat(result.path("message_id").longValue()).isPositive();
        assertThat(result.path("chat").path("id").longValue()).isEqualTo(5000000017L);
        assertThat(sandbox.received().count(Channel.TELEGRAM, CHAT)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
sendMessage | {'text':'x'} | Bad Request: chat_id is empty
sendMessage | {'chat_id':'me','text':'x'} | Bad Request: chat not found
sendMessage | {'chat_id':1} | Bad Request: message text is empty
sendMessage | {'chat_id':1,'text':'x','parse_mode':'Wiki'} | Bad Request: unsupported parse_mode
sendMessage | {'chat_id':1,'text':'1 < 2','parse_mode':'HTML'} | Bad Request: can't parse entities: Unsupported start tag "" at byte offset 2
sendMessage | {'chat_id':1,'text':'<p>x</p>','parse_mode':'HTML'} | Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 0
sendMessage | {'chat_id':1,'text':'<b>x','parse_mode':'HTML'} | Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"
sendMessage | {'chat_id':1,'text':'<b>x</i>','parse_mode':'HTML'} | Bad Request: can't parse entities: Unexpected end tag at byte offset 4
sendMessage | {'chat_id':1,'text':'50% off!','parse_mode':'MarkdownV2'} | Bad Request: can't parse entities: Character '!' is reserved and must be escaped with the preceding '\\'
sendMessage | {'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'A'}]]}} | Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard
sendMessage | {'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[[{'callback_data':'a'}]]}} | Bad Request: can't parse inline keyboard button: Field "text" is required
sendMessage | {'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[{'text':'A','callback_data':'a'}]}} | Bad Request: field "inline keyboard" must be an Array of Arrays
sendMessage | {'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'A','url':'shop'}]]}} | Bad Request: inline keyboard button URL 'shop' is invalid: Wrong HTTP URL
sendMessage | {'chat_id':1,'text':'x','reply_markup':{'inline_keyboard':[[{'text':'A','copy_text':{'text':''}}]]}} | Bad Request: BUTTON_COPY_TEXT_INVALID
sendPhoto | {'chat_id':1,'caption':'x'} | Bad Request: there is no photo in the request
sendPhoto | {'chat_id':1,'photo':'ftp://x'} | Bad Request: wrong HTTP URL specified
sendVideo | {'chat_id':1,'video':'short'} | Bad Request: wrong file identifier/HTTP URL specified
sendMediaGroup | {'chat_id':1,'media':[{'type':'photo','media':'https://a.example/a.jpg'}]} | Bad Request: there are not enough media to send as an album
sendMediaGroup | {'chat_id':1,'media':[{'type':'poem','media':'https://a.example/a.jpg'},{'type':'photo','media':'https://a.example/a.jpg'}]} | Bad Request: can't parse InputMedia: wrong type specified
sendLocation | {'chat_id':1,'latitude':91,'longitude':0} | Bad Request: bad latitude or longitude
sendVenue | {'chat_id':1,'latitude':1,'longitude':0,'title':'t'} | Bad Request: parameter "address" is required
sendContact | {'chat_id':1,'first_name':'t'} | Bad Request: parameter "phone_number" is required
""")
    void aBadRequestIsNamed(String method, String body, String description) throws Exception {
        JsonNode error = refused(caller.call("POST", path(method), Map.of(), json(body)), 400);
        assertThat(error.path("description").stringValue()).isEqualTo(description);
        assertThat(sandbox.received().total(Channel.TELEGRAM)).isZero();
    }

    @Test
    void lengthsCountWhatIsLeftAfterTheFormatting() throws Exception {
        ok(call("sendMessage", text("<b>" + "x".repeat(4096) + "</b>", "HTML")));
        assertThat(description(call("sendMessage", text("x".repeat(4097), "HTML"))))
                .isEqualTo("Bad Request: message is too long");
        String photo = "{'chat_id':1,'photo':'https://a.example/a.jpg','caption':'%s'}";
        ok(call("sendPhoto", photo.formatted("x".repeat(1024))));
        assertThat(description(call("sendPhoto", photo.formatted("x".repeat(1025)))))
                .isEqualTo("Bad Request: message caption is too long");
    }

    @Test
    void callbackDataIs64BytesAndAKeyboard100Buttons() throws Exception {
        ok(
                call(
                        "sendMessage",
                        keyboard("{'text':'A','callback_data':'" + "я".repeat(32) + "'}", 100)));
        assertThat(
                        description(
                                call(
                                        "sendMessage",
                                        keyboard(
                                                "{'text':'A','callback_data':'"
                                                        + "я".repeat(33)
                                                        + "'}",
                                                1))))
                .isEqualTo("Bad Request: BUTTON_DATA_INVALID");
        assertThat(
                        description(
                                call(
                                        "sendMessage",
                                        keyboard("{'text':'A','callback_data':'a'}", 101))))
                .isEqualTo("Bad Request: reply markup is too long");
    }

    @Test
    void anAlbumIsOneMessageAnElement() throws Exception {
        String media = "{'type':'photo','media':'https://a.example/a.jpg'}";
        JsonNode result = ok(call("sendMediaGroup", album(media, 10))).path("result");
        assertThat(result.size()).isEqualTo(10);
        assertThat(description(call("sendMediaGroup", album(media, 11))))
                .isEqualTo("Bad Request: too many messages to send as an album");
    }

    @Test
    void tokensAndMethodsAreChecked() throws Exception {
        JsonNode wrong =
                refused(caller.call("POST", "/telegram/bot1:wrong/getMe", Map.of(), "{}"), 401);
        assertThat(wrong.path("description").stringValue()).isEqualTo("Unauthorized");
        refused(caller.call("POST", "/telegram/botwrong/getMe", Map.of(), "{}"), 404);
        assertThat(refused(call("sendPoem", "{}"), 404).path("description").stringValue())
                .isEqualTo("Not Found");
        JsonNode me = ok(caller.call("GET", path("getMe"), Map.of(), "")).path("result");
        assertThat(me.path("is_bot").booleanValue()).isTrue();
        assertThat(me.path("username").stringValue()).isEqualTo("sandbox_shop_bot");
    }

    @Test
    void whoCannotBeReachedIsNamed() throws Exception {
        String body = "{'chat_id':%s,'text':'x'}".formatted(CHAT);
        sandbox.customers().book().unregister(Channel.TELEGRAM, CHAT);
        assertThat(description(call("sendMessage", body))).isEqualTo("Bad Request: chat not found");
        sandbox.customers().book().register(Channel.TELEGRAM, CHAT);
        telegram.voice().block(CHAT);
        JsonNode blocked = refused(call("sendMessage", body), 403);
        assertThat(blocked.path("description").stringValue())
                .isEqualTo("Forbidden: bot was blocked by the user");
        telegram.voice().deactivate(CHAT);
        assertThat(description(call("sendMessage", body)))
                .isEqualTo("Forbidden: user is deactivated");
        telegram.voice().forget(CHAT);
        assertThat(description(call("sendMessage", body)))
                .isEqualTo("Forbidden: bot can't initiate conversation with a user");
        telegram.voice().start(CHAT, "spring");
        ok(call("sendMessage", body));
        telegram.voice().migrate(CHAT, -1001);
        JsonNode moved = refused(call("sendMessage", body), 400);
        assertThat(moved.path("parameters").path("migrate_to_chat_id").longValue())
                .isEqualTo(-1001);
    }

    @Test
    void ratesAre429WithTheSecondsToWait() throws Exception {
        String body = "{'chat_id':%s,'text':'x'}".formatted(CHAT);
        telegram.pace(0, 3000);
        ok(call("sendMessage", body));
        JsonNode error = refused(call("sendMessage", body), 429);
        assertThat(error.path("description").stringValue())
                .isEqualTo("Too Many Requests: retry after 3");
        assertThat(error.path("parameters").path("retry_after").intValue()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(3));
        ok(call("sendMessage", body));
        telegram.pace(1, 0);
        ok(call("sendMessage", body));
        refused(call("sendMessage", body), 429);
        telegram.pace(0, 0);
        sandbox.refusals().next(Channel.TELEGRAM, 1, new Refusal.ProviderError(429, "35"));
        assertThat(
                        refused(call("sendMessage", body), 429)
                                .path("parameters")
                                .path("retry_after")
                                .intValue())
                .isEqualTo(35);
        sandbox.refusals()
                .address(
                        Channel.TELEGRAM,
                        CHAT,
                        new Refusal.ProviderError(
                                400, "Bad Request: failed to get HTTP URL content"));
        assertThat(description(call("sendMessage", body)))
                .isEqualTo("Bad Request: failed to get HTTP URL content");
    }

    @Test
    void aWebhookHasItsSecretAndItsKinds() throws Exception {
        assertThat(setWebhook("'secret_token':'bad token!'").path("description").stringValue())
                .isEqualTo("Bad Request: secret token contains unallowed characters");
        assertThat(description(call("setWebhook", "{'url':'http://a.example/x'}")))
                .isEqualTo("Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        assertThat(description(call("setWebhook", "{'url':'https://a.example:8099/x'}")))
                .isEqualTo(
                        "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443"
                                + " or 8443");
        assertThat(description(call("setWebhook", "{'url':'shop'}")))
                .isEqualTo("Bad Request: bad webhook: invalid webhook URL specified");
        assertThat(setWebhook("'max_connections':101").path("ok").booleanValue()).isFalse();
        JsonNode set = setWebhook("'secret_token':'s-1','allowed_updates':['message']");
        assertThat(set.path("result").booleanValue()).isTrue();
        assertThat(refused(call("getUpdates", "{}"), 409).path("description").stringValue())
                .startsWith("Conflict: can't use getUpdates");
        telegram.voice().block(CHAT);
        telegram.voice().say(CHAT, "hi");
        assertThat(parley.seen("/t")).hasSize(1);
        assertThat(parley.seen("/t").getFirst().header("X-Telegram-Bot-Api-Secret-Token"))
                .isEqualTo("s-1");
        assertThat(
                        ok(call("getWebhookInfo", "{}"))
                                .path("result")
                                .path("allowed_updates")
                                .toString())
                .isEqualTo("[\"message\"]");
        ok(call("deleteWebhook", "{}"));
        assertThat(sandbox.webhooks().targets()).doesNotContainKey(Channel.TELEGRAM);
    }

    @Test
    void usersTapTypeLeaveAndComeBackAndNobodyConfirmsReading() throws Exception {
        setWebhook("'secret_token':'s-1'");
        sandbox.customers().habits(Habits.all(new Propensities(1, 1, 0, 1, 0, 0, 0)));
        ok(call("sendMessage", keyboard("{'text':'Yes','callback_data':'p-yes'}", 1)));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        JsonNode query = updates("callback_query").getFirst();
        assertThat(query.path("data").stringValue()).isEqualTo("p-yes");
        assertThat(query.path("message").path("text").stringValue()).isEqualTo("x");
        assertThat(telegram.voice().unanswered()).isEqualTo(1);
        String answer = "{'callback_query_id':'%s'}".formatted(query.path("id").stringValue());
        ok(call("answerCallbackQuery", answer));
        assertThat(description(call("answerCallbackQuery", answer)))
                .isEqualTo(
                        "Bad Request: query is too old and response timeout expired or query ID is"
                                + " invalid");
        assertThat(
                        description(
                                call(
                                        "answerCallbackQuery",
                                        "{'callback_query_id':'1','text':'%s'}"
                                                .formatted("x".repeat(201)))))
                .isEqualTo("Bad Request: MESSAGE_TOO_LONG");
        ok(
                call(
                        "sendMessage",
                        "{'chat_id':%s,'text':'x','reply_markup':{'keyboard':[['Maybe']]}}"
                                .formatted(CHAT)));
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(updates("message").getFirst().path("text").stringValue()).isEqualTo("Maybe");
        telegram.voice().block(CHAT);
        telegram.voice().unblock(CHAT);
        telegram.voice().start(CHAT, "spring");
        assertThat(updates("my_chat_member"))
                .extracting(change -> change.path("new_chat_member").path("status").stringValue())
                .containsExactly("kicked", "member");
        assertThat(updates("message").getLast().path("text").stringValue())
                .isEqualTo("/start spring");
        List<Long> ids =
                parley.bodies("/t").stream().map(u -> u.path("update_id").longValue()).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aMessageIsEditedOnceTheSameWay() throws Exception {
        long id =
                ok(call("sendMessage", "{'chat_id':%s,'text':'x'}".formatted(CHAT)))
                        .path("result")
                        .path("message_id")
                        .longValue();
        String edit = "{'chat_id':%s,'message_id':%d,'text':'y'}".formatted(CHAT, id);
        ok(call("editMessageText", edit));
        assertThat(description(call("editMessageText", edit)))
                .startsWith("Bad Request: message is not modified");
        assertThat(
                        description(
                                call(
                                        "editMessageText",
                                        "{'chat_id':%s,'message_id':99,'text':'y'}"
                                                .formatted(CHAT))))
                .isEqualTo("Bad Request: message to edit not found");
    }

    @Test
    void anUpdateIsSentAgainUnchangedUntilItIsTaken() throws Exception {
        setWebhook("'secret_token':'s-1'");
        var tries = new java.util.concurrent.atomic.AtomicInteger();
        parley.answers(_ -> tries.incrementAndGet() < 3 ? 500 : 204);
        telegram.voice().say(CHAT, "hi");
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        assertThat(parley.seen("/t")).hasSize(3);
        assertThat(parley.seen("/t").stream().map(ParleyStandIn.Seen::body).distinct()).hasSize(1);
    }

    private JsonNode setWebhook(String more) throws Exception {
        return Json.MAPPER.readTree(
                call("setWebhook", "{'url':'%s',%s}".formatted(parley.uri("/t"), more)).body());
    }

    private List<JsonNode> updates(String kind) {
        return parley.bodies("/t").stream()
                .filter(update -> update.has(kind))
                .map(update -> update.path(kind))
                .toList();
    }

    private String path(String method) {
        return "/telegram/bot" + telegram.token() + "/" + method;
    }

    private HttpResponse<String> call(String method, String body) throws Exception {
        return caller.call("POST", path(method), Map.of(), json(body));
    }

    /// Texts of errors hold apostrophes, so only the requests are respelt.
    private static String json(String body) {
        return body.replace('\'', '"');
    }

    private static String text(String text, String mode) {
        return "{'chat_id':1,'text':'%s','parse_mode':'%s'}".formatted(text, mode);
    }

    private static String keyboard(String button, int times) {
        return "{'chat_id':%s,'text':'x','reply_markup':{'inline_keyboard':[[%s]]}}"
                .formatted(CHAT, String.join(",", Collections.nCopies(times, button)));
    }

    private static String album(String media, int times) {
        return "{'chat_id':1,'media':[%s]}"
                .formatted(String.join(",", Collections.nCopies(times, media)));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = Json.MAPPER.readTree(answer.body());
        assertThat(body.path("ok").booleanValue()).isTrue();
        return body;
    }

    private static JsonNode refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = Json.MAPPER.readTree(answer.body());
        assertThat(body.path("ok").booleanValue()).isFalse();
        assertThat(body.path("error_code").intValue()).isEqualTo(status);
        return body;
    }

    private static String description(HttpResponse<String> answer) {
        JsonNode body = Json.MAPPER.readTree(answer.body());
        assertThat(body.path("ok").booleanValue()).isFalse();
        return body.path("description").stringValue();
    }
}
