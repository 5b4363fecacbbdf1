package org.parley.server.web.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Caller;
import org.parley.core.tracking.Clicks;
import org.parley.core.tracking.LinkRef;
import org.parley.core.tracking.MachineRuleSets;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Callers.Browser;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// History judged again, as those who ask, look and approve see it.
@ServerTest
final class RejudgingEndpointsTest {

    private static final String PATH = "/api/v1/rejudgings";
    private final Instant sent = Instant.now().minus(Duration.ofDays(3));

    private final Callers callers;
    private final DSLContext postgres;
    private final Clicks clicks;
    private final MachineRuleSets rules;

    RejudgingEndpointsTest(
            @Autowired Callers callers,
            @Autowired DSLContext postgres,
            @Autowired Clicks clicks,
            @Autowired MachineRuleSets rules) {
        this.callers = callers;
        this.postgres = postgres;
        this.clicks = clicks;
        this.rules = rules;
    }

    @Test
    void oneMemberAsksAnotherApprovesAndFiguresFollow() {
        var ann = callers.signedIn(Role.FINANCE);
        var bea = callers.signedIn(Role.FINANCE);
        var run = runThatAScannerClicked();
        rules.add(List.of("gatewayscan"), List.of(), "A gateway was found", "ann@parley.example");

        callers.program(Role.FINANCE)
                .post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .body(asked())
                .exchange()
                .expectStatus()
                .isForbidden();
        var id = id(post(ann, "", asked()).expectStatus().isCreated());
        await().atMost(Duration.ofSeconds(60)).until(() -> state(id).equals("judged"));
        conflict(post(bea, "", asked()), "It is to be decided");
        var digest = detail(id).get("digest").toString();
        get("/" + id)
                .expectBody()
                .jsonPath(
                        "$.lines[?(@.run == %d && @.kind == 'clicked')].peopleBefore"
                                .formatted(run))
                .isEqualTo(1)
                .jsonPath(
                        "$.lines[?(@.run == %d && @.kind == 'clicked')].peopleAfter".formatted(run))
                .isEqualTo(0);

        var approval = "/" + id + "/approval";
        conflict(post(ann, approval, Map.of("digest", digest)), "Somebody else has to approve");
        conflict(post(bea, approval, Map.of("digest", "0".repeat(64))), "that you were shown");
        post(bea, approval, Map.of()).expectStatus().isBadRequest();
        callers.program(Role.FINANCE)
                .post()
                .uri(PATH + approval)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("digest", digest))
                .exchange()
                .expectStatus()
                .isForbidden();
        post(bea, approval, Map.of("digest", digest)).expectStatus().isOk();
        await().atMost(Duration.ofSeconds(90)).until(() -> state(id).equals("applied"));

        assertThat(postgres.fetchValue("select struck_by from touch where run_id = " + run))
                .isEqualTo((long) id);
        get("").expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(id)
                .jsonPath("$.items[0].finishedAt")
                .isNotEmpty();
        conflict(post(bea, "/" + id + "/rejection", Map.of()), "It was approved by");

        var rejected = id(post(ann, "", asked()).expectStatus().isCreated());
        post(ann, "/" + rejected + "/rejection", Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("rejected");
    }

    @Test
    void aTimeIsPastAndAtMostTwentyNineDaysBack() {
        var ann = callers.signedIn(Role.FINANCE);
        var now = Instant.now();
        for (var wrong :
                List.of(
                        asked(now, now),
                        asked(now, now.plus(Duration.ofHours(1))),
                        asked(now.minus(Duration.ofDays(31)), now))) {
            post(ann, "", wrong).expectStatus().isBadRequest();
        }
        post(ann, "", Map.of("from", sent, "until", now, "reason", " "))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("reason");
        get("/999999").expectStatus().isNotFound();
        callers.program(Role.ANALYST)
                .post()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .body(asked())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /// @return number of a run whose only message was clicked by a program
    private int runThatAScannerClicked() {
        var run =
                postgres.fetchSingle(
                                """
                                with person as (
                                  insert into contact (external_id) values ('rejudged') returning id
                                ), audience as (
                                  insert into segment (name, rule) values ('rejudged', '{}') returning id
                                ), words as (
                                  insert into message (name) values ('rejudged') returning id
                                ), plan as (
                                  insert into campaign (name, segment_id, message_id, seed, created_by)
                                  select 'Rejudged', audience.id, words.id, 's', 't' from audience, words returning id
                                ), sent as (
                                  insert into run (campaign_id, fire_time, state, started_at, finished_at)
                                  select id, {0}, 'finished', {0}, {0} from plan returning id
                                ), to_shop as (
                                  insert into link (run_id, arm, index, target, label) select id, 1, 0, 'https://shop.example', 'Shop' from sent
                                )
                                insert into recipient (run_id, ordinal, contact_id, arm, channel, address, state, claimed_at, sent_at)
                                select sent.id, 1, person.id, 1, 'email', 'p@example.org', 'sent', {0}, {0} from sent, person
                                returning run_id\
                                """,
                                val(sent))
                        .get(0, Integer.class);
        clicks.record(
                new LinkRef(new MessageId(run, 1), 1, 0),
                sent.plusSeconds(60),
                new Caller("GET", "Mozilla/5.0 GatewayScan/2", "198.51.100.1"));
        return run;
    }

    private Map<String, Object> asked() {
        return asked(sent.minusSeconds(60), sent.plus(Duration.ofHours(1)));
    }

    private static Map<String, Object> asked(Instant from, Instant until) {
        return Map.of("from", from, "until", until, "reason", "A gateway was found");
    }

    private String state(int id) {
        return detail(id).get("state").toString();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> detail(int id) {
        return (Map<String, Object>)
                get("/" + id)
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody()
                        .get("rejudging");
    }

    private static int id(ResponseSpec created) {
        return ((Number) created.expectBody(Map.class).returnResult().getResponseBody().get("id"))
                .intValue();
    }

    private static void conflict(ResponseSpec answer, String words) {
        answer.expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(words));
    }

    private ResponseSpec get(String path) {
        return callers.program(Role.ANALYST).get().uri(PATH + path).exchange();
    }

    private ResponseSpec post(Browser member, String path, Object body) {
        return callers.anybody()
                .post()
                .uri(PATH + path)
                .headers(member::on)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
