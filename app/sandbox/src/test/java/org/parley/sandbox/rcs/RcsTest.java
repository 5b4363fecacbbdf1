package org.parley.sandbox.rcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.ParleyStandIn.Seen;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.Town;
import org.parley.sandbox.customer.Act;
import org.parley.sandbox.customer.Habits;
import org.parley.sandbox.customer.Population;
import org.parley.sandbox.customer.Propensities;
import org.parley.sandbox.google.GoogleLogin;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class RcsTest {
    private static final String SCOPE = "https://www.googleapis.com/auth/rcsbusinessmessaging";
    private static final String USER = "+359888123456";
    private static final String TEXT = "{'contentMessage':{'text':'Sale'}}";

    private Town town;
    private String bearer;

    @BeforeEach
    void start() throws Exception {
        open(Town.quiet());
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aMessageIsAnsweredWithItsNameAndItsEventsFollow() throws Exception {
        subscribe();
        var answer = Town.json(send("id-1", TEXT));
        assertThat(answer.path("name").stringValue())
                .isEqualTo("phones/" + USER + "/agentMessages/id-1");
        assertThat(answer.path("contentMessage").path("text").stringValue()).isEqualTo("Sale");
        town.settle();
        List<JsonNode> events = events();
        assertThat(events)
                .extracting(each -> each.path("eventType").asString(""))
                .containsExactly("DELIVERED", "READ");
        assertThat(events)
                .allSatisfy(each -> {
                    assertThat(each.path("senderPhoneNumber").stringValue()).isEqualTo(USER);
                    assertThat(each.path("messageId").stringValue()).isEqualTo("id-1");
                    assertThat(each.path("agentId").stringValue())
                            .isEqualTo(town.sheet("rcsAgentId"));
                });
    }

    @Test
    void pushesAreSignedOverTheDecodedData() throws Exception {
        subscribe();
        send("id-1", TEXT);
        town.settle();
        Seen push = town.parley.seen("/rcs").getLast();
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(
                new SecretKeySpec(
                        town.sheet("rcsClientToken").getBytes(StandardCharsets.UTF_8),
                        "HmacSHA512"));
        assertThat(push.header("X-Goog-Signature"))
                .isEqualTo(Base64.getEncoder().encodeToString(mac.doFinal(data(push))));
        assertThat(push.json().path("subscription").stringValue()).contains("subscriptions");
    }

    @Test
    void aRepeatedIdIsAnsweredAsBeforeAndSentOnce() throws Exception {
        String first = send("id-1", TEXT).body();
        assertThat(send("id-1", "{'contentMessage':{'text':'Other'}}").body()).isEqualTo(first);
        assertThat(town.accepted(Channel.RCS)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
"""
no content | {} | contentMessage is required
two contents | {'contentMessage':{'text':'a','fileName':'f'}} | contentMessage must have exactly one of [text, fileName, contentInfo, richCard]
file without URL | {'contentMessage':{'contentInfo':{'fileUrl':'x'}}} | contentMessage.contentInfo.fileUrl must be a publicly reachable URL
long chip | {'contentMessage':{'text':'a','suggestions':[{'reply':{'text':'12345678901234567890123456','postbackData':'p'}}]}} | contentMessage.suggestions[0].reply.text is longer than 25 characters
chip without postback | {'contentMessage':{'text':'a','suggestions':[{'reply':{'text':'a'}}]}} | contentMessage.suggestions[0].reply.postbackData is required
two kinds of action | {'contentMessage':{'text':'a','suggestions':[{'action':{'text':'a','postbackData':'p','dialAction':{'phoneNumber':'+359888123456'},'openUrlAction':{'url':'https://a.example'}}}]}} | contentMessage.suggestions[0].action must have exactly one of [dialAction, openUrlAction, viewLocationAction, shareLocationAction, createCalendarEventAction]
bad number to dial | {'contentMessage':{'text':'a','suggestions':[{'action':{'text':'a','postbackData':'p','dialAction':{'phoneNumber':'12'}}}]}} | contentMessage.suggestions[0].action.dialAction.phoneNumber must be in E.164 format
bad URL to open | {'contentMessage':{'text':'a','suggestions':[{'action':{'text':'a','postbackData':'p','openUrlAction':{'url':'x'}}}]}} | contentMessage.suggestions[0].action.openUrlAction.url is not a valid URL
card without orientation | {'contentMessage':{'richCard':{'standaloneCard':{'cardContent':{'title':'t'}}}}} | standaloneCard.cardOrientation is required
horizontal card | {'contentMessage':{'richCard':{'standaloneCard':{'cardOrientation':'HORIZONTAL','cardContent':{'title':'t'}}}}} | standaloneCard.thumbnailImageAlignment is required for a horizontal card
empty card | {'contentMessage':{'richCard':{'standaloneCard':{'cardOrientation':'VERTICAL','cardContent':{}}}}} | standaloneCard.cardContent needs a title, description or media
card of both kinds | {'contentMessage':{'richCard':{}}} | richCard must have exactly one of standaloneCard, carouselCard
carousel of one | {'contentMessage':{'richCard':{'carouselCard':{'cardWidth':'MEDIUM','cardContents':[{'title':'t'}]}}}} | carouselCard.cardContents must hold 2 to 10 cards
carousel without width | {'contentMessage':{'richCard':{'carouselCard':{'cardContents':[{'title':'t'},{'title':'u'}]}}}} | carouselCard.cardWidth is required
tall media in small card | {'contentMessage':{'richCard':{'carouselCard':{'cardWidth':'SMALL','cardContents':[{'media':{'height':'TALL','fileName':'f'}},{'title':'u'}]}}}} | media of height TALL does not fit a SMALL card
media without height | {'contentMessage':{'richCard':{'standaloneCard':{'cardOrientation':'VERTICAL','cardContent':{'media':{'fileName':'f'}}}}}} | standaloneCard.cardContent.media.height is required
long life | {'contentMessage':{'text':'a'},'ttl':'1296001s'} | ttl must be a duration of at most 15 days
two lives | {'contentMessage':{'text':'a'},'ttl':'60s','expireTime':'2026-12-01T00:00:00Z'} | ttl and expireTime exclude each other
unknown traffic | {'contentMessage':{'text':'a'},'messageTrafficType':'SPAM'} | messageTrafficType must be set to a valid type for this agent
""")
    void aBadMessageIsNamed(String name, String body, String message) throws Exception {
        HttpResponse<String> answer = send("id-1", body);
        assertThat(answer.statusCode()).as(name).isEqualTo(400);
        JsonNode error = Town.json(answer).path("error");
        assertThat(error.path("status").stringValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").stringValue()).isEqualTo(message);
        assertThat(town.accepted(Channel.RCS)).isZero();
    }

    @Test
    void limitsAreExact() throws Exception {
        assertThat(sendText("x".repeat(3_072))).isEqualTo(200);
        assertThat(sendText("x".repeat(3_073))).isEqualTo(400);
        assertThat(chips(11).statusCode()).isEqualTo(200);
        assertThat(chips(12).statusCode()).isEqualTo(400);
        String large = "{'contentMessage':{'text':'a'},'padding':'" + "x".repeat(250 * 1024) + "'}";
        assertThat(send("id-large", large).body()).contains("larger than 250 KB");
    }

    @Test
    void aMultiUseAgentMustNameTheKindOfTraffic() throws Exception {
        town.sandbox.provider(RcsProvider.class).multiUse(true);
        assertThat(send("id-1", TEXT).statusCode()).isEqualTo(400);
        assertThat(
                        send(
                                        "id-1",
                                        "{'contentMessage':{'text':'a'},'messageTrafficType':'PROMOTION'}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsWithoutRcsIsNotFoundHereAndInTheLookUps() throws Exception {
        town.sandbox.customers().book().unregister(Channel.RCS, USER);
        assertThat(status(send("id-1", TEXT))).isEqualTo("NOT_FOUND");
        assertThat(status(phones("GET", "capabilities?requestId=r&", ""))).isEqualTo("NOT_FOUND");
        HttpResponse<String> batch = batch("'" + USER + "','+359888000001'");
        assertThat(Town.json(batch).path("reachableUsers").toString())
                .isEqualTo("[\"+359888000001\"]");
        assertThat(Town.json(batch).path("totalRandomSampleUserCount").intValue()).isZero();
    }

    @Test
    void anOldClientHasNoCarousel() throws Exception {
        town.close();
        open(
                Town.of(
                        SandboxSettings.forTests()
                                .withPopulation(new Population(true, 0, 1, 0))
                                .withHabits(Habits.all(Propensities.QUIET))));
        String carousel =
                "{'contentMessage':{'richCard':{'carouselCard':{'cardWidth':'SMALL','cardContents':[{'title':'a'},{'title':'b'}]}}}}";
        assertThat(send("id-1", carousel).body()).contains("does not support RICHCARD_CAROUSEL");
        assertThat(phones("GET", "capabilities?requestId=r&", "").body())
                .contains("RICHCARD_STANDALONE")
                .doesNotContain("CAROUSEL");
    }

    @Test
    void theSixHundredAndFirstBulkLookUpInAMinuteIsTooMany() throws Exception {
        HttpResponse<String> last = null;
        for (int i = 0; i < 1_201; i++) {
            last = batch("'" + USER + "'");
            if (last.statusCode() == 429) {
                break;
            }
        }
        assertThat(status(last)).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    void withoutAGoodTokenOrAgentNothingIsDone() throws Exception {
        assertThat(status(phones("POST", "agentMessages?messageId=i&agentId=other&", TEXT)))
                .isEqualTo("PERMISSION_DENIED");
        town.sandbox.provider(RcsProvider.class).revokeTokens();
        HttpResponse<String> answer = send("id-1", TEXT);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(status(answer)).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void anAssertionOutOfTimeOrForAnotherScopeGetsNoToken() throws Exception {
        String key = town.sheet("rcsServiceAccount");
        assertThat(GoogleLogin.ask(town, key, SCOPE, Instant.now().minusSeconds(4_000)).body())
                .contains("invalid_grant");
        assertThat(GoogleLogin.ask(town, key, "other", Instant.now()).body())
                .contains("invalid_scope");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "409, ALREADY_EXISTS",
        "429, RESOURCE_EXHAUSTED",
        "500, INTERNAL",
        "503, UNAVAILABLE"
    })
    void refusalsCanBeOrdered(int code, String status) throws Exception {
        town.sandbox.refusals().next(Channel.RCS, 1, new Refusal.ProviderError(code, "why"));
        HttpResponse<String> answer = send("id-1", TEXT);
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(status(answer)).isEqualTo(status);
        assertThat(Town.json(answer).path("error").path("message").stringValue()).isEqualTo("why");
    }

    @Test
    void aRevokedMessageIsNeitherDeliveredNorRead() throws Exception {
        town.close();
        open(
                Town.of(
                        SandboxSettings.forTests()
                                .withTimeScale(0.5)
                                .withHabits(Habits.all(new Propensities(1, 0, 0, 0, 0, 0, 0)))));
        subscribe();
        send("id-1", TEXT);
        HttpResponse<String> revoked = phones("DELETE", "agentMessages/id-1?", "");
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(phones("DELETE", "agentMessages/never-sent?", "").statusCode()).isEqualTo(200);
        town.settle();
        assertThat(events()).isEmpty();
        assertThat(town.sandbox.customers().acts().all())
                .extracting(Act::kind)
                .containsExactly(Act.Kind.UNDELIVERED);
    }

    @Test
    void whatIsOnThePhoneIsNotTakenBack() throws Exception {
        subscribe();
        town.sandbox.provider(RcsProvider.class).overtakeRevocations(true);
        send("id-1", TEXT);
        HttpResponse<String> revoked = phones("DELETE", "agentMessages/id-1?", "");
        assertThat(revoked.statusCode()).isEqualTo(200);
        town.settle();
        assertThat(events())
                .extracting(each -> each.path("eventType").stringValue())
                .startsWith("DELIVERED");
        int before = events().size();
        town.sandbox.provider(RcsProvider.class).overtakeRevocations(false);
        phones("DELETE", "agentMessages/id-1?", "");
        town.sandbox.provider(RcsProvider.class).expire("id-1", true);
        town.settle();
        assertThat(events()).hasSizeGreaterThan(before);
    }

    @Test
    void anExpiredMessageIsRevokedOrDeliveredAfterAll() throws Exception {
        subscribe();
        send("id-1", "{'contentMessage':{'text':'a'},'ttl':'60s'}");
        town.settle();
        int before = events().size();
        town.sandbox.provider(RcsProvider.class).expire("id-1", false);
        town.sandbox.provider(RcsProvider.class).expire("id-1", true);
        List<JsonNode> after = events().subList(before, events().size());
        assertThat(after)
                .extracting(each -> each.path("eventType").stringValue())
                .containsExactly(
                        "TTL_EXPIRATION_REVOKED", "TTL_EXPIRATION_REVOKE_FAILED", "DELIVERED");
        assertThat(after.getFirst().path("phoneNumber").stringValue()).isEqualTo(USER);
    }

    @Test
    void whatUsersWriteAndPressIsToldAndStopUnsubscribes() throws Exception {
        subscribe();
        town.sandbox.provider(RcsProvider.class).pressAction(USER, "Shop", "shop-1");
        town.sandbox.customers().say(Channel.RCS, USER, "Stop");
        town.settle();
        List<JsonNode> events = events();
        assertThat(events.get(0).path("suggestionResponse").toString())
                .isEqualTo("{\"text\":\"Shop\",\"postbackData\":\"shop-1\",\"type\":\"ACTION\"}");
        assertThat(events.get(1).path("text").stringValue()).isEqualTo("Stop");
        assertThat(events.get(2).path("eventType").stringValue()).isEqualTo("UNSUBSCRIBE");
    }

    @Test
    void customersAnswerByTheirChips() throws Exception {
        town.close();
        open(
                Town.of(
                        SandboxSettings.forTests()
                                .withHabits(Habits.all(new Propensities(1, 1, 0, 1, 0, 0, 0)))));
        subscribe();
        chips(1);
        town.settle();
        assertThat(events())
                .anySatisfy(each ->
                        assertThat(each.path("suggestionResponse").toString())
                                .isEqualTo(
                                        "{\"text\":\"Yes\",\"postbackData\":\"y\",\"type\":\"REPLY\"}"));
    }

    @Test
    void aWebhookThatDoesNotAnswerTheSecretIsNotTaken() {
        town.parley.answers(_ -> 500);
        assertThat(town.sandbox.provider(RcsProvider.class).subscribe(town.parley.uri("/rcs")))
                .contains("the webhook did not answer with the secret");
    }

    private void open(Town opened) throws Exception {
        town = opened;
        bearer = GoogleLogin.bearer(town, town.sheet("rcsServiceAccount"), SCOPE);
    }

    private void subscribe() {
        assertThat(town.sandbox.provider(RcsProvider.class).subscribe(town.parley.uri("/rcs")))
                .isEmpty();
    }

    private int sendText(String text) throws Exception {
        return send("id-" + text.length(), "{'contentMessage':{'text':'" + text + "'}}")
                .statusCode();
    }

    private HttpResponse<String> chips(int count) throws Exception {
        String chip = "{'reply':{'text':'Yes','postbackData':'y'}}";
        return send(
                "chips-" + count,
                "{'contentMessage':{'text':'a','suggestions':["
                        + String.join(",", java.util.Collections.nCopies(count, chip))
                        + "]}}");
    }

    private HttpResponse<String> send(String id, String body) throws Exception {
        return phones("POST", "agentMessages?messageId=" + id + "&", body);
    }

    private HttpResponse<String> batch(String users) throws Exception {
        return call(
                "POST",
                "/v1/users:batchGet",
                "{'users':[%s],'agentId':'%s'}".formatted(users, town.sheet("rcsAgentId")));
    }

    private HttpResponse<String> phones(String method, String resource, String body)
            throws Exception {
        String agent = resource.contains("agentId=") ? "" : "agentId=" + town.sheet("rcsAgentId");
        return call(method, "/v1/phones/" + USER + "/" + resource + agent, body);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return town.call(
                method,
                town.sheet("rcsBaseUri") + path,
                Map.of("Authorization", bearer, "Content-Type", "application/json"),
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private List<JsonNode> events() {
        return town.parley.seen("/rcs").stream()
                .filter(each -> !each.body().contains("clientToken"))
                .map(each -> Json.MAPPER.readTree(data(each)))
                .toList();
    }

    private static byte[] data(Seen push) {
        return Base64.getDecoder().decode(push.json().path("message").path("data").stringValue());
    }

    private static String status(HttpResponse<String> answer) {
        return Town.json(answer).path("error").path("status").stringValue();
    }
}
