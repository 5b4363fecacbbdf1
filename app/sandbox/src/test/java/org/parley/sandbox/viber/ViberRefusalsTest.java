package org.parley.sandbox.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class ViberRefusalsTest {
    private static final String BUTTON = "{'ActionType':'reply','ActionBody':'yes','Text':'Yes'}";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxSettings.forBenchmarks());
        sandbox.viberWebhook(sandbox.discardUri());
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
    }

    @Test
    void aWrongTokenIsStatus2InsideHttp200() throws Exception {
        HttpResponse<String> answer =
                caller.viber("send_message", text("'text':'hi'"), "not-the-token");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":2,\"status_message\":\"invalidAuthToken\","
                                + "\"chat_hostname\":\"SN-CHAT-05_\"}");
    }

    @Test
    void theTokenMayStandInTheBody() throws Exception {
        HttpResponse<String> answer =
                caller.post(
                        java.net.URI.create(sandbox.viberBaseUri() + "/send_message"),
                        java.util.Map.of(),
                        text(
                                "'text':'hi','auth_token':'%s'"
                                        .formatted(sandbox.accounts().viberToken())));
        assertThat(answer.body()).contains("\"status\":0");
    }

    @Test
    void anAcceptedMessageHasATokenBeyondWhatADoubleHolds() throws Exception {
        JsonNode answer = caller.viberJson("send_message", text("'text':'hi'"));
        assertThat(answer.path("status").intValue()).isZero();
        assertThat(answer.path("status_message").stringValue()).isEqualTo("ok");
        assertThat(answer.path("billing_status").intValue()).isEqualTo(3);
        assertThat(answer.path("message_token").longValue()).isGreaterThan(1L << 53);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no type | {'receiver':'u','sender':{'name':'S'}} | 4 | missingData: type is missing
unknown type | {'receiver':'u','sender':{'name':'S'},'type':'poem'} | 3 | badData: type is not a message type
no receiver | {'sender':{'name':'S'},'type':'text','text':'x'} | 4 | missingData: receiver is missing
no sender | {'receiver':'u','type':'text','text':'x'} | 4 | missingData: sender.name is missing
long sender | {'receiver':'u','sender':{'name':'12345678901234567890123456789'},'type':'text','text':'x'} | 3 | badData: sender.name is longer than 28 characters
no text | {'receiver':'u','sender':{'name':'S'},'type':'text'} | 4 | missingData: text is missing
null tracking | {'receiver':'u','sender':{'name':'S'},'type':'text','text':'x','tracking_data':null} | 3 | badData: tracking_data must be a string
picture without media | {'receiver':'u','sender':{'name':'S'},'type':'picture','text':''} | 4 | missingData: media is missing
picture extension | {'receiver':'u','sender':{'name':'S'},'type':'picture','text':'','media':'https://a.example/b'} | 3 | badData: media must end in one of .jpg, .jpeg, .png, .gif
video without size | {'receiver':'u','sender':{'name':'S'},'type':'video','media':'https://a.example/b.mp4'} | 4 | missingData: size is missing
location | {'receiver':'u','sender':{'name':'S'},'type':'location','location':{'lat':91,'lon':1}} | 3 | badData: location must hold lat and lon
empty keyboard | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[]}} | 3 | badData: keyboard.Buttons must hold at least one button
keyboard without type | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Buttons':[BUTTON]}} | 4 | missingData: keyboard.Type is missing
button without action | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[{'Text':'x'}]}} | 4 | missingData: keyboard.Buttons[0].ActionBody is missing
wide button | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[{'ActionBody':'x','Columns':7}]}} | 3 | badData: keyboard.Buttons[0].Columns must be a number within 1 and 6
tall button | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[{'ActionBody':'x','Rows':3}]}} | 3 | badData: keyboard.Buttons[0].Rows must be a number within 1 and 2
open-url without URL | {'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[{'ActionType':'open-url','ActionBody':'x'}]}} | 3 | badData: keyboard.Buttons[0].ActionBody must be an http or https URL
rich media missing | {'receiver':'u','sender':{'name':'S'},'type':'rich_media'} | 4 | missingData: rich_media is missing
rich media type | {'receiver':'u','sender':{'name':'S'},'type':'rich_media','rich_media':{'Type':'keyboard','Buttons':[BUTTON]}} | 3 | badData: rich_media.Type must be rich_media
rich media wider than group | {'receiver':'u','sender':{'name':'S'},'type':'rich_media','rich_media':{'Type':'rich_media','ButtonsGroupColumns':2,'Buttons':[{'ActionBody':'x','Columns':3}]}} | 3 | badData: rich_media.Buttons[0].Columns must be a number within 1 and 2
newer than the client | {'receiver':'u','sender':{'name':'S'},'type':'text','text':'x','min_api_version':11} | 13 | apiVersionNotSupported
""")
    void aBadRequestIsNamed(String name, String body, int status, String message) throws Exception {
        JsonNode answer = caller.viberJson("send_message", json(body.replace("BUTTON", BUTTON)));
        assertThat(answer.path("status").intValue()).as(name).isEqualTo(status);
        assertThat(answer.path("status_message").stringValue()).isEqualTo(message);
        assertThat(sandbox.received().total(Channel.VIBER)).isZero();
    }

    @Test
    void bodiesThatAreNoJsonAreBadData() throws Exception {
        assertThat(caller.viberJson("send_message", "{").path("status_message").stringValue())
                .isEqualTo("badData: the body is no JSON object");
    }

    @Test
    void sevenThousandCharactersPassAndOneMoreDoesNot() throws Exception {
        assertThat(status("'text':'" + "x".repeat(7000) + "'")).isZero();
        assertThat(status("'text':'" + "x".repeat(7001) + "'")).isEqualTo(3);
    }

    @Test
    void requestsBeyond30KilobytesAreRefused() throws Exception {
        String padding =
                IntStream.range(0, 8).mapToObj(_ -> "x".repeat(4000)).collect(Collectors.joining());
        JsonNode answer =
                caller.viberJson("send_message", text("'text':'x','padding':'" + padding + "'"));
        assertThat(answer.path("status_message").stringValue())
                .isEqualTo("badData: the request is larger than 30 KB");
    }

    @Test
    void aKeyboardOfMoreThan24RowsIsRefused() throws Exception {
        String row = "{'ActionBody':'x','Columns':6,'Rows':1}";
        String keyboard =
                "{'receiver':'u','sender':{'name':'S'},'keyboard':{'Type':'keyboard','Buttons':[%s]}}";
        assertThat(
                        caller.viberJson("send_message", json(keyboard.formatted(repeat(row, 24))))
                                .path("status")
                                .intValue())
                .isZero();
        assertThat(
                        caller.viberJson("send_message", json(keyboard.formatted(repeat(row, 25))))
                                .path("status_message")
                                .stringValue())
                .isEqualTo("badData: keyboard has more than 24 rows");
    }

    @Test
    void whoLeftTheChannelIsNotRegisteredAndWhoLeftTheBotIsNotSubscribed() throws Exception {
        sandbox.customers().book().unregister(Channel.VIBER, "gone=");
        sandbox.viberUsers().unsubscribe("left=");
        assertThat(answerFor("gone=").path("status").intValue()).isEqualTo(5);
        assertThat(answerFor("gone=").path("status_message").stringValue())
                .isEqualTo("receiverNotRegistered");
        assertThat(answerFor("left=").path("status").intValue()).isEqualTo(6);
    }

    @Test
    void theHundredAndFirstMessageWithinTheHourWithoutReplyIsTooMany() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(answerFor("busy=").path("status").intValue()).isZero();
        }
        JsonNode refused = answerFor("busy=");
        assertThat(refused.path("status").intValue()).isEqualTo(12);
        assertThat(refused.path("status_message").stringValue()).contains("without reply");
        sandbox.viberUsers().say("busy=", "stop it");
        assertThat(answerFor("busy=").path("status").intValue()).isZero();
    }

    @Test
    void withoutAWebhookNothingCanBeSent() throws Exception {
        sandbox.webhooks().forget(Channel.VIBER);
        assertThat(answerFor("u").path("status_message").stringValue()).isEqualTo("webhookNotSet");
    }

    @Test
    void aBroadcastListsThoseItDidNotReach() throws Exception {
        sandbox.customers().book().unregister(Channel.VIBER, "gone=");
        JsonNode answer =
                caller.viberJson(
                        "broadcast_message",
                        json(
                                "{'broadcast_list':['a','gone=','b'],'sender':{'name':'S'},"
                                        + "'type':'text','text':'x'}"));
        assertThat(answer.path("status").intValue()).isZero();
        assertThat(answer.path("failed_list").toString())
                .isEqualTo(
                        json(
                                "[{'receiver':'gone=','status':5,"
                                        + "'status_message':'receiverNotRegistered'}]"));
        assertThat(sandbox.received().total(Channel.VIBER)).isEqualTo(2);
    }

    @Test
    void aBroadcastHasAtMost300Receivers() throws Exception {
        String receivers =
                IntStream.range(0, 301)
                        .mapToObj(i -> "'u" + i + "'")
                        .collect(Collectors.joining(","));
        JsonNode answer =
                caller.viberJson(
                        "broadcast_message",
                        json(
                                "{'broadcast_list':[%s],'sender':{'name':'S'},'type':'text','text':'x'}"
                                        .formatted(receivers)));
        assertThat(answer.path("status_message").stringValue())
                .isEqualTo("badData: broadcast_list holds more than 300 receivers");
    }

    @Test
    void userDetailsAreToldTwiceInTwelveHours() throws Exception {
        String request = json("{'id':'someone='}");
        assertThat(
                        caller.viberJson("get_user_details", request)
                                .path("user")
                                .path("id")
                                .stringValue())
                .isEqualTo("someone=");
        caller.viberJson("get_user_details", request);
        assertThat(caller.viberJson("get_user_details", request).path("status").intValue())
                .isEqualTo(12);
    }

    @Test
    void theAccountNamesItsWebhook() throws Exception {
        assertThat(caller.viberJson("get_account_info", "{}").path("webhook").stringValue())
                .isEqualTo(sandbox.discardUri().toString());
    }

    private JsonNode answerFor(String receiver) throws Exception {
        return caller.viberJson(
                "send_message",
                json(
                        "{'receiver':'%s','sender':{'name':'S'},'type':'text','text':'x'}"
                                .formatted(receiver)));
    }

    private int status(String fields) throws Exception {
        return caller.viberJson("send_message", text(fields)).path("status").intValue();
    }

    private static String text(String fields) {
        return json("{'receiver':'u','sender':{'name':'S'},'type':'text'," + fields + "}");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String repeat(String element, int times) {
        return String.join(",", java.util.Collections.nCopies(times, element));
    }
}
