package org.parley.sandbox.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Town;
import org.parley.sandbox.google.GoogleLogin;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class FcmTest {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String TOKEN = "device:APA91bExample";

    private Town town;
    private String bearer;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
        bearer = GoogleLogin.bearer(town, town.sheet("fcmServiceAccount"), SCOPE);
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aMessageToATokenOrAnInstallationIsNamed() throws Exception {
        assertThat(Town.json(send("'token':'" + TOKEN + "'")).path("name").stringValue())
                .startsWith("projects/parley-sandbox/messages/");
        assertThat(send("'fid':'c0ffee00c0ffee00c0ffee'").statusCode()).isEqualTo(200);
        assertThat(town.accepted(Channel.FCM)).isEqualTo(2);
    }

    @Test
    void validationAloneSendsNothing() throws Exception {
        assertThat(post("{'validate_only':true,'message':{'token':'" + TOKEN + "'}}").statusCode())
                .isEqualTo(200);
        assertThat(town.accepted(Channel.FCM)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no target | 'data':{'a':'b'} | Exactly one of token, fid, topic or condition is required
two targets | 'token':'device:APA91bExample','topic':'t' | Exactly one of token, fid, topic or condition is required
number as data | 'token':'device:APA91bExample','data':{'a':1} | Invalid value at 'message.data[a]'
reserved key | 'token':'device:APA91bExample','data':{'from':'a'} | Invalid data payload key: from
bad life | 'token':'device:APA91bExample','android':{'ttl':'1h'} | Invalid value at 'message.android.ttl'
bad priority | 'token':'device:APA91bExample','android':{'priority':'max'} | Invalid value at 'message.android.priority'
bad token | 'token':'a b' | The registration token is not a valid FCM registration token
""")
    void aBadMessageIsNamed(String name, String message, String why) throws Exception {
        HttpResponse<String> answer = send(message);
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        assertThat(error(answer).path("status").stringValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error(answer).path("message").stringValue()).isEqualTo(why);
        assertThat(error(answer).has("details")).isEqualTo(name.equals("bad token"));
    }

    @Test
    void moreThan4096BytesAreTooMuch() throws Exception {
        String message = "'token':'" + TOKEN + "','data':{'a':'%s'}";
        assertThat(send(message.formatted("x".repeat(4_088))).statusCode()).isEqualTo(200);
        assertThat(send(message.formatted("x".repeat(4_089))).statusCode()).isEqualTo(400);
    }

    @Test
    void whoRemovedTheAppIsUnregistered() throws Exception {
        town.sandbox.customers().book().unregister(Channel.FCM, TOKEN);
        HttpResponse<String> answer = send("'token':'" + TOKEN + "'");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("UNREGISTERED");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT",
        "404, UNREGISTERED",
        "403, SENDER_ID_MISMATCH",
        "401, THIRD_PARTY_AUTH_ERROR",
        "429, QUOTA_EXCEEDED",
        "503, UNAVAILABLE",
        "500, INTERNAL"
    })
    void refusalsCanBeOrdered(int status, String code) throws Exception {
        town.sandbox.refusals().next(Channel.FCM, 1, new Refusal.ProviderError(status));
        HttpResponse<String> answer = send("'token':'" + TOKEN + "'");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(answer.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(status == 429 || status == 503);
    }

    @Test
    void withoutAGoodTokenNothingIsDone() throws Exception {
        town.sandbox.provider(FcmProvider.class).revokeTokens();
        HttpResponse<String> answer = send("'token':'" + TOKEN + "'");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(error(answer).path("status").stringValue()).isEqualTo("UNAUTHENTICATED");
    }

    private HttpResponse<String> send(String message) throws Exception {
        return post("{'message':{" + message + "}}");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return town.call(
                "POST",
                town.sheet("fcmBaseUri")
                        + "/v1/projects/"
                        + town.sheet("fcmProject")
                        + "/messages:send",
                Map.of("Authorization", bearer, "Content-Type", "application/json"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Town.json(answer).path("error");
    }

    private static String code(HttpResponse<String> answer) {
        return error(answer).path("details").path(0).path("errorCode").asString("");
    }
}
