package org.parley.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sandbox.Caller;
import org.parley.sandbox.ParleyStandIn;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.customer.Population;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.JsonNode;

class ControlApiTest {
    private Sandbox sandbox;
    private Caller caller;
    private ParleyStandIn parley;

    @BeforeEach
    void start() throws Exception {
        parley = new ParleyStandIn();
        sandbox =
                Sandbox.start(
                        SandboxSettings.forTests().withPopulation(new Population(false, 0, 0, 0)));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
        parley.close();
    }

    @Test
    void aWholeCampaignCanBeDrivenFromOutside() throws Exception {
        ok("POST", "parley", "{'baseUri':'%s','apiKey':'k'}".formatted(parley.uri("")));
        ok(
                "POST",
                "webhooks",
                "{'viber':'%s','whatsApp':'%s'}".formatted(parley.uri("/v"), parley.uri("/w")));
        assertThat(
                        ok(
                                        "POST",
                                        "templates",
                                        "{'templates':[{'name':'sale','language':'en','body':'Hi {{1}}','buttons':[{'type':'URL','text':'Shop','url':'https://a.example/{{1}}'}]}]}")
                                .path("registered")
                                .intValue())
                .isEqualTo(1);
        assertThat(
                        ok(
                                        "POST",
                                        "customers",
                                        "{'people':[{'externalId':'c-1','viber':'user-1','email':'A@b.example'},{'externalId':'c-2','whatsapp':'+359888123456'}]}")
                                .path("known")
                                .intValue())
                .isEqualTo(2);
        caller.viber(
                "send_message",
                "{\"receiver\":\"user-1\",\"sender\":{\"name\":\"S\"},\"type\":\"text\",\"text\":\"x\"}");
        assertThat(ok("GET", "quiet?timeoutMillis=10000", "").path("quiet").booleanValue())
                .isTrue();
        assertThat(ok("GET", "stats", "").path("viber").path("accepted").intValue()).isEqualTo(1);
        assertThat(ok("GET", "received?channel=viber&address=user-1", "").path("count").intValue())
                .isEqualTo(1);
        assertThat(ok("GET", "acts?channel=viber", "").path("count").intValue()).isPositive();
        assertThat(ok("GET", "templates", "").path(0).path("name").stringValue()).isEqualTo("sale");
        assertThat(ok("POST", "base-orders", "{'rate':1,'label':'x'}").path("buyers").intValue())
                .isEqualTo(2);
    }

    @Test
    void whoIsNotInTheBookIsNotOnTheChannel() throws Exception {
        ok("POST", "webhooks", "{'viber':'%s'}".formatted(parley.uri("/v")));
        JsonNode answer =
                caller.viberJson(
                        "send_message",
                        "{\"receiver\":\"stranger\",\"sender\":{\"name\":\"S\"},\"type\":\"text\",\"text\":\"x\"}");
        assertThat(answer.path("status").intValue()).isEqualTo(5);
    }

    @Test
    void chaosRefusalsAndDeedsAreSwitches() throws Exception {
        ok("POST", "chaos", "{'duplicate':0.5,'longestDelayMillis':10,'shuffle':true}");
        assertThat(sandbox.chaos().plan().duplicate()).isEqualTo(0.5);
        ok("POST", "chaos/hold", "");
        ok("POST", "webhooks", "{'viber':'%s'}".formatted(parley.uri("/v")));
        ok("POST", "acts", "{'channel':'viber','address':'user-1','act':'subscribe'}");
        assertThat(ok("GET", "stats", "").path("webhooksHeld").intValue()).isEqualTo(1);
        assertThat(ok("POST", "chaos/release", "").path("released").intValue()).isEqualTo(1);
        assertThat(ok("POST", "chaos/replay", "{'seed':1}").path("sent").intValue()).isEqualTo(2);
        ok("POST", "refusals", "{'channel':'email','times':2,'kind':'dropAfter'}");
        assertThat(sandbox.refusals().takeNext(Channel.EMAIL)).isPresent();
        ok("DELETE", "refusals", "");
        assertThat(sandbox.refusals().takeNext(Channel.EMAIL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    POST | parley | {'apiKey':'k'} | 400 | baseUri is missing
                    POST | customers | {'people':[{'viber':'x'}]} | 400 |
                    POST | templates | {'templates':[{'name':'Bad Name','language':'en','body':'x'}]} | 400 | template name must be
                    POST | refusals | {'channel':'viber','kind':'quake','times':1} | 400 | no such kind of refusal: quake
                    POST | acts | {'channel':'viber','address':'u','act':'sing'} | 400 | no such act: sing
                    POST | chaos | {'duplicate':2} | 400 | duplicate is a probability
                    GET | nothing | {} | 404 | no such operation
                    """)
    void wrongRequestsAreExplained(
            String method, String path, String body, int status, String error) throws Exception {
        HttpResponse<String> answer = caller.control(method, path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.MAPPER.readTree(answer.body()).path("error").stringValue())
                .contains(error == null ? "" : error);
    }

    @Test
    void theAccountsTellAllThatParleyNeeds() throws Exception {
        JsonNode accounts = ok("GET", "accounts", "");
        assertThat(accounts.path("viberToken").stringValue())
                .isEqualTo(sandbox.accounts().viberToken());
        assertThat(accounts.path("smtpPort").stringValue())
                .isEqualTo(Integer.toString(sandbox.smtpPort()));
        assertThat(sandbox.accounts().toString())
                .doesNotContain(sandbox.accounts().viberToken())
                .doesNotContain(sandbox.accounts().mail().password());
    }

    private JsonNode ok(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = caller.control(method, path, body.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }
}
