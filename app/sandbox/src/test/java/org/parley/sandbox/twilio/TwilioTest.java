package org.parley.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sandbox.ParleyStandIn.Seen;
import org.parley.sandbox.Town;
import org.parley.sandbox.http.Form;
import org.parley.sandbox.refusal.Refusal;
import org.parley.sandbox.world.Channel;

class TwilioTest {
    private static final String TO = "+359888123456";

    private Town town;

    @BeforeEach
    void start() throws Exception {
        town = Town.quiet();
    }

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void anAcceptedMessageIsQueuedWithItsSegmentsAndNoPriceYet() throws Exception {
        HttpResponse<String> answer = send(Map.of("Body", "x".repeat(161)));
        assertThat(answer.statusCode()).isEqualTo(201);
        var json = Town.json(answer);
        assertThat(json.path("sid").stringValue()).matches("SM[0-9a-f]{32}");
        assertThat(json.path("status").stringValue()).isEqualTo("queued");
        assertThat(json.path("num_segments").stringValue()).isEqualTo("2");
        assertThat(json.path("price").isNull()).isTrue();
        assertThat(json.path("error_code").isNull()).isTrue();
        assertThat(json.path("direction").stringValue()).isEqualTo("outbound-api");
        town.settle();
        var later = Town.json(get("/Messages/" + json.path("sid").stringValue() + ".json"));
        assertThat(later.path("status").stringValue()).isEqualTo("delivered");
        assertThat(later.path("price").stringValue()).isEqualTo("-0.01580");
    }

    @Test
    void aMessagingServiceAcceptsFirstAndHasNotCountedSegments() throws Exception {
        var json =
                Town.json(
                        send(
                                Map.of(
                                        "Body",
                                        "hi",
                                        "From",
                                        "",
                                        "MessagingServiceSid",
                                        town.sheet("twilioMessagingServiceSid"))));
        assertThat(json.path("status").stringValue()).isEqualTo("accepted");
        assertThat(json.path("num_segments").stringValue()).isEqualTo("0");
        assertThat(json.path("from").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no To            | To                  |                  | 21604
                    To is no number  | To                  | +1               | 21211
                    no From          | From                |                  | 21603
                    From is not ours | From                | +15005550001     | 21606
                    letters as From  | From                | SHOP             | 21606
                    unknown service  | MessagingServiceSid | MG1              | 20404
                    no Body          | Body                |                  | 21602
                    bad media        | MediaUrl            | ftp://a.example  | 21620
                    bad callback     | StatusCallback      | nowhere          | 21609
                    long validity    | ValidityPeriod      | 36001            | 20001
                    unscheduled      | SendAt              | 2026-12-01       | 20001
                    """)
    void aBadRequestIsNamed(String name, String field, String value, int code) throws Exception {
        HttpResponse<String> answer =
                send(new LinkedHashMap<>(Map.of(field, value == null ? "" : value)));
        assertThat(Town.json(answer).path("code").intValue()).as(name).isEqualTo(code);
        assertThat(Town.json(answer).path("status").intValue()).isEqualTo(answer.statusCode());
        assertThat(Town.json(answer).path("more_info").stringValue()).endsWith("/" + code);
        assertThat(town.accepted(Channel.SMS)).isZero();
    }

    @Test
    void sixteenHundredCharactersPassAndOneMoreDoesNot() throws Exception {
        assertThat(send(Map.of("Body", "x".repeat(1600))).statusCode()).isEqualTo(201);
        assertThat(code(send(Map.of("Body", "x".repeat(1601))))).isEqualTo(21617);
    }

    @Test
    void elevenMediaAreTooMany() throws Exception {
        String form =
                Form.write(Map.of("To", TO, "From", town.sheet("twilioFrom")))
                        + "&MediaUrl=https://a.example/b.png".repeat(11);
        assertThat(code(post("/Messages.json", form, town.sheet("twilioAuthToken"))))
                .isEqualTo(21623);
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        HttpResponse<String> answer = post("/Messages.json", "To=" + TO, "wrong");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo(20003);
    }

    @ParameterizedTest
    @ValueSource(ints = {20429, 20500, 21408, 21608, 21612, 21614, 21611})
    void refusalsCanBeOrderedByTheirCode(int code) throws Exception {
        town.sandbox.refusals().next(Channel.SMS, 1, new Refusal.ProviderError(code));
        assertThat(code(send(Map.of()))).isEqualTo(code);
        assertThat(send(Map.of()).statusCode()).isEqualTo(201);
    }

    @Test
    void moreRequestsInASecondThanAllowedAreTooMany() throws Exception {
        town.sandbox.provider(TwilioProvider.class).rules(new TwilioRules(0, 100));
        HttpResponse<String> answer = send(Map.of());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(code(answer)).isEqualTo(20429);
    }

    @Test
    void aQueueOfMoreThanTenHoursIsFull() throws Exception {
        town.sandbox.provider(TwilioProvider.class).rules(new TwilioRules(9_999, 1));
        // an hour more: the queue gets shorter while the request is under way
        town.sandbox.provider(TwilioProvider.class).fillQueue(40_000);
        assertThat(code(send(Map.of()))).isEqualTo(21611);
    }

    @Test
    void statusesAreToldToTheAddressOfTheMessageAndSigned() throws Exception {
        String sid = Town.json(send(withCallback("/sms/status?m=7"))).path("sid").stringValue();
        town.settle();
        List<Seen> seen = town.parley.seen("/sms/status");
        assertThat(seen)
                .extracting(each -> form(each).first("MessageStatus"))
                .containsExactlyInAnyOrder("sent", "delivered");
        assertThat(seen)
                .allSatisfy(each -> {
                    assertThat(form(each).first("MessageSid")).isEqualTo(sid);
                    assertThat(form(each).first("To")).isEqualTo(TO);
                    assertThat(each.header("X-Twilio-Signature"))
                            .isEqualTo(
                                    signature(town.parley.uri("/sms/status?m=7").toString(), each));
                });
        assertThat(town.sandbox.received().messages(Channel.SMS).getFirst().trackingId())
                .isEqualTo("m=7");
    }

    @Test
    void theSignedAddressMayLackItsPort() throws Exception {
        town.sandbox.provider(TwilioProvider.class).signPort(false);
        send(withCallback("/sms/status"));
        town.settle();
        Seen seen = town.parley.seen("/sms/status").getFirst();
        assertThat(seen.header("X-Twilio-Signature"))
                .isEqualTo(signature("http://127.0.0.1/sms/status", seen));
    }

    @Test
    void aStatusIsToldOnceUnlessTheFragmentAsksForMore() throws Exception {
        town.parley.answers(_ -> 500);
        send(withCallback("/once"));
        send(withCallback("/thrice#rc=2&rp=all"));
        town.settle();
        assertThat(town.parley.seen("/once")).hasSize(2);
        assertThat(town.parley.seen("/thrice")).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"30003, undelivered", "30007, undelivered", "30022, failed", "63033, failed"})
    void laterFailuresAreAcceptedFirstAndToldThen(int code, String status) throws Exception {
        town.sandbox.refusals().next(Channel.SMS, 1, new Refusal.ProviderError(code));
        assertThat(send(withCallback("/sms/status")).statusCode()).isEqualTo(201);
        town.settle();
        Form told = form(town.parley.seen("/sms/status").getFirst());
        assertThat(told.first("MessageStatus")).isEqualTo(status);
        assertThat(told.first("ErrorCode")).isEqualTo(Integer.toString(code));
    }

    @Test
    void anUnknownHandsetIsToldLater() throws Exception {
        town.sandbox.customers().book().unregister(Channel.SMS, TO);
        assertThat(send(withCallback("/sms/status")).statusCode()).isEqualTo(201);
        town.settle();
        assertThat(town.parley.seen("/sms/status"))
                .extracting(each -> form(each).first("ErrorCode"))
                .containsExactly("30005");
    }

    @Test
    void theReceiptComesBeforeALateAnswer() throws Exception {
        town.sandbox
                .refusals()
                .next(Channel.SMS, 1, new Refusal.SlowAnswer(java.time.Duration.ofMillis(300)));
        var answer = send(withCallback("/sms/status"));
        assertThat(town.parley.seen("/sms/status"))
                .extracting(each -> form(each).first("MessageStatus"))
                .contains("delivered");
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void theSameRequestTwiceIsTwoMessages() throws Exception {
        var first = Town.json(send(Map.of())).path("sid").stringValue();
        assertThat(Town.json(send(Map.of())).path("sid").stringValue()).isNotEqualTo(first);
        assertThat(town.accepted(Channel.SMS)).isEqualTo(2);
    }

    @Test
    void whoWroteStopIsRefusedUntilStart() throws Exception {
        town.sandbox.provider(TwilioProvider.class).subscribe(town.parley.uri("/sms/in"));
        town.sandbox.customers().say(Channel.SMS, TO, " stop ");
        town.settle();
        Seen stop = town.parley.seen("/sms/in").getFirst();
        assertThat(form(stop).first("OptOutType")).isEqualTo("STOP");
        assertThat(form(stop).first("From")).isEqualTo(TO);
        assertThat(form(stop).first("Body")).isEqualTo(" stop ");
        assertThat(stop.header("X-Twilio-Signature"))
                .isEqualTo(signature(town.parley.uri("/sms/in").toString(), stop));
        assertThat(code(send(Map.of()))).isEqualTo(21610);
        town.sandbox.customers().say(Channel.SMS, TO, "YES");
        town.settle();
        assertThat(form(town.parley.seen("/sms/in").getLast()).first("OptOutType"))
                .isEqualTo("START");
        assertThat(send(Map.of()).statusCode()).isEqualTo(201);
    }

    @Test
    void stopInsideASentenceIsNoOptOut() throws Exception {
        town.sandbox.provider(TwilioProvider.class).subscribe(town.parley.uri("/sms/in"));
        town.sandbox.customers().say(Channel.SMS, TO, "please stop by");
        town.settle();
        assertThat(form(town.parley.seen("/sms/in").getFirst()).has("OptOutType")).isFalse();
        assertThat(send(Map.of()).statusCode()).isEqualTo(201);
    }

    @Test
    void theAccountAndItsNumberTellWhoTheyAreAndTakeAWebhook() throws Exception {
        assertThat(Town.json(get(".json")).path("status").stringValue()).isEqualTo("active");
        var number =
                Town.json(get("/IncomingPhoneNumbers.json")).path("incoming_phone_numbers").get(0);
        String url = town.parley.uri("/sms/in").toString();
        var set =
                post(
                        "/IncomingPhoneNumbers/" + number.path("sid").stringValue() + ".json",
                        Form.write(Map.of("SmsUrl", url)),
                        town.sheet("twilioAuthToken"));
        assertThat(Town.json(set).path("sms_url").stringValue()).isEqualTo(url);
    }

    private Map<String, String> withCallback(String path) {
        return Map.of("StatusCallback", town.parley.uri("").toString() + path);
    }

    private HttpResponse<String> send(Map<String, String> fields) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", TO);
        form.put("From", town.sheet("twilioFrom"));
        form.put("Body", "Sale");
        form.putAll(fields);
        return post("/Messages.json", Form.write(form), town.sheet("twilioAuthToken"));
    }

    private HttpResponse<String> post(String path, String form, String token) throws Exception {
        return call("POST", path, form, token);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return call("GET", path, "", town.sheet("twilioAuthToken"));
    }

    private HttpResponse<String> call(String method, String path, String form, String token)
            throws Exception {
        String sid = town.sheet("twilioAccountSid");
        String basic =
                Base64.getEncoder()
                        .encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8));
        return town.call(
                method,
                town.sheet("twilioBaseUri") + "/2010-04-01/Accounts/" + sid + path,
                Map.of(
                        "Authorization",
                        "Basic " + basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8));
    }

    private static int code(HttpResponse<String> answer) {
        return Town.json(answer).path("code").intValue();
    }

    private static Form form(Seen seen) {
        return Form.read(seen.body());
    }

    /// Written after Twilio's "Validating requests", apart from the simulator's own.
    private String signature(String url, Seen seen) {
        StringBuilder signed = new StringBuilder(url);
        new TreeMap<>(form(seen).single())
                .forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(
                    new SecretKeySpec(
                            town.sheet("twilioAuthToken").getBytes(StandardCharsets.UTF_8),
                            "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(
                            mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
