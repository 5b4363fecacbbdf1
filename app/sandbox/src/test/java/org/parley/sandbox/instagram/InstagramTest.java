package org.parley.sandbox.instagram;

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
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class InstagramTest {
    private static final String IGSID = "17841000000000017";

    private Sandbox sandbox;
    private InstagramSite instagram;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withHabits(Habits.all(Propensities.QUIET)));
        instagram = sandbox.provider(InstagramSite.class);
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void textsAreCountedInBytes() throws Exception {
        instagram.voice().window(IGSID, true);
        assertThat(send("{'text':'" + "я".repeat(500) + "'}").statusCode()).isEqualTo(200);
        JsonNode error = refused(send("{'text':'" + "я".repeat(501) + "'}"));
        assertThat(error.path("message").stringValue())
                .isEqualTo(
                        "(#100) Length of param message[text] must be less than or equal to 1000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
phone number reply | {'text':'x','quick_replies':[{'content_type':'user_phone_number'}]} | (#100) Param message[quick_replies][content_type] must be one of {text}
media template | {'attachment':{'type':'template','payload':{'template_type':'media'}}} | (#100) Param message[attachment][payload][template_type] must be one of {button, generic, product}
utility template | {'template':{'name':'x'}} | (#100) Utility messages are not supported for Instagram
share without id | {'attachment':{'type':'MEDIA_SHARE','payload':{}}} | (#100) The parameter message[attachment][payload][id] is required
""")
    void whatMessengerHasAndInstagramLacksIsRefused(String name, String message, String why)
            throws Exception {
        instagram.voice().window(IGSID, true);
        assertThat(refused(send(message)).path("message").stringValue()).as(name).isEqualTo(why);
        assertThat(sandbox.received().total(Channel.INSTAGRAM)).isZero();
    }

    @Test
    void tenImagesAreTheMost() throws Exception {
        instagram.voice().window(IGSID, true);
        String image = "{'type':'image','payload':{'url':'https://a.example/a.jpg'}}";
        assertThat(send(images(image, 10)).statusCode()).isEqualTo(200);
        refused(send(images(image, 11)));
    }

    @Test
    void theClosedWindowHasItsOwnSubcode() throws Exception {
        JsonNode error = refused(send("{'text':'x'}"));
        assertThat(error.path("code").intValue()).isEqualTo(10);
        assertThat(error.path("error_subcode").intValue()).isEqualTo(2534022);
    }

    @Test
    void readIsToldByMidAndDeliveryNever() throws Exception {
        assertThat(instagram.subscribe(parley.uri("/i"))).isEmpty();
        instagram.voice().window(IGSID, true);
        HttpResponse<String> answer = send("{'text':'x'}");
        String mid = Json.MAPPER.readTree(answer.body()).path("message_id").stringValue();
        assertThat(sandbox.awaitQuiet(Duration.ofSeconds(10))).isTrue();
        List<JsonNode> events =
                parley.seen("/i").stream()
                        .filter(seen -> seen.method().equals("POST"))
                        .flatMap(seen -> seen.json().path("entry").valueStream())
                        .flatMap(entry -> entry.path("messaging").valueStream())
                        .toList();
        assertThat(events).noneMatch(event -> event.has("delivery"));
        assertThat(events)
                .anyMatch(event -> event.path("read").path("mid").asString("").equals(mid));
        assertThat(events)
                .anyMatch(event -> event.path("message").path("is_echo").asBoolean(false));
    }

    @Test
    void meIsTheAccount() throws Exception {
        HttpResponse<String> answer = call("GET", "me?fields=user_id,username", "");
        assertThat(answer.body())
                .contains("\"user_id\":\"" + instagram.account().id() + "\"")
                .contains("\"username\":\"sandbox.shop\"");
    }

    private HttpResponse<String> send(String message) throws Exception {
        return call(
                "POST",
                instagram.account().id() + "/messages",
                "{'recipient':{'id':'%s'},'message':%s}".formatted(IGSID, message));
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return caller.call(
                method,
                "/instagram/v25.0/" + path,
                Map.of("Authorization", "Bearer " + instagram.account().accessToken()),
                body);
    }

    private static String images(String image, int times) {
        return "{'attachments':[" + String.join(",", Collections.nCopies(times, image)) + "]}";
    }

    private static JsonNode refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
        return Json.MAPPER.readTree(answer.body()).path("error");
    }
}
