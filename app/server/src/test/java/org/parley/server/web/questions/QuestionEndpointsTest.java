package org.parley.server.web.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A run of three: the first clicked, the second received, the third was skipped.
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuestionEndpointsTest {

    private final Callers callers;
    private final DSLContext postgres;
    private final DSLContext clickHouse;
    private int run;

    QuestionEndpointsTest(
            @Autowired Callers callers,
            @Autowired DSLContext postgres,
            @Autowired @Qualifier("clickHouse") DSLContext clickHouse) {
        this.callers = callers;
        this.postgres = postgres;
        this.clickHouse = clickHouse;
    }

    @BeforeAll
    void write() {
        run =
                postgres.resultQuery(
                                """
                                with s as (insert into segment (name, rule) values ('questions', '{"all":[]}') returning id),
                                m as (insert into message (name) values ('questions') returning id),
                                v as (insert into message_variant (message_id, name, content) select id, 'A', '{}' from m returning id),
                                c as (
                                  insert into campaign (name, segment_id, message_id, seed, created_by)
                                  select 'questions', s.id, m.id, 's', 'test' from s, m returning id),
                                a as (
                                  insert into campaign_arm (campaign_id, arm, name, variant_id, channel, weight)
                                  select c.id, 1, 'Viber', v.id, 'viber', 10000 from c, v)
                                insert into run (campaign_id, fire_time, state, started_at, targeted)
                                select id, '2006-05-01 10:00Z', 'finished', '2006-05-01 10:00Z', 3 from c returning id
                                """)
                        .fetchSingle(0, Integer.class);
        postgres.execute(
                """
                with people as (
                  insert into contact (external_id) select 'asked' || i from generate_series(1, 3) i returning id)
                insert into recipient (run_id, ordinal, contact_id, arm, channel, country, state, reason)
                select ?, row_number() over (order by id), id, 1, 'viber',
                  case when row_number() over (order by id) = 2 then null else 'BG' end,
                  case when row_number() over (order by id) = 3 then 'skipped' else 'sent' end,
                  case when row_number() over (order by id) = 3 then 'no_consent' end
                from people
                """,
                run);
        for (var event :
                List.of(
                        "'assigned', 1, '2006-05-01 10:00:00', 'BG'",
                        "'assigned', 2, '2006-05-01 10:00:00', ''",
                        "'assigned', 3, '2006-05-01 10:00:00', 'BG'",
                        "'sent', 1, '2006-05-01 10:01:00', 'BG'",
                        "'sent', 2, '2006-05-01 10:01:00', ''",
                        "'delivered', 1, '2006-05-01 10:02:00', 'BG'",
                        "'delivered', 2, '2006-05-01 10:02:00', ''",
                        "'clicked', 1, '2006-05-01 10:04:00', 'BG'")) {
            clickHouse.execute(
                    "insert into message_event (run_id, arm, channel, contact_id, kind, ordinal,"
                            + " occurred_at, country) values ("
                            + run
                            + ", 1, 'viber', 7, "
                            + event
                            + ")");
        }
    }

    @Test
    void howLongPeopleTook() {
        get(Role.ANALYST, "/api/v1/runs/" + run + "/funnel-times")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.arms[0].steps[2].step")
                .isEqualTo("deliveredToClicked")
                .jsonPath("$.arms[0].steps[2].medianMillis")
                .isEqualTo(120_000);
        get(Role.MARKETER, "/api/v1/runs/" + run + "/reply-to-order")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.arms[0].groups[2].answer")
                .isEqualTo("clicked")
                .jsonPath("$.arms[0].groups[2].people")
                .isEqualTo(1)
                .jsonPath("$.arms[0].groups[0].ordered.value")
                .isEqualTo(null);
    }

    @Test
    void questionsOverAllRuns() {
        var range = "from=2006-05-01T00:00:00Z&until=2006-06-01T00:00:00Z";
        get(Role.FINANCE, "/api/v1/reports/cohorts?zone=Europe/Sofia&" + range)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.by")
                .isEqualTo("month")
                .jsonPath("$.cohorts[0].cohort")
                .isEqualTo("2006-05");
        get(Role.ANALYST, "/api/v1/reports/fatigue?" + range)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.lines[0].messages")
                .isEqualTo(1);
        get(Role.ANALYST, "/api/v1/reports/heat-map?zone=Asia/Kolkata&run=" + run)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cells[0].hour")
                .isEqualTo(15)
                .jsonPath("$.cells[0].delivered")
                .isEqualTo(2);
        get(Role.ANALYST, "/api/v1/reports/channel-overlap?" + range)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.answered.combinations[0].channels[0]")
                .isEqualTo("viber");
    }

    @Test
    void aFigureOpensToItsPeoplePageByPage() {
        var first =
                get(Role.ANALYST, recipients("?did=delivered&limit=1"))
                        .expectStatus()
                        .isOk()
                        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                        .returnResult()
                        .getResponseBody();
        assertThat(first).containsEntry("total", 2);
        assertThat(first)
                .extractingByKey("items")
                .asString()
                .contains("externalId=asked1", "state=sent");
        get(Role.ANALYST, recipients("?did=delivered&limit=1&after=" + first.get("next")))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].ordinal")
                .isEqualTo(2)
                .jsonPath("$.total")
                .isEqualTo(null)
                .jsonPath("$.next")
                .isEqualTo(null);
        total("?did=sent,delivered&didNot=clicked", 1);
        total("?did=sent&did=clicked", 1);
        total("?country=", 1);
        total("?did=read&until=2006-05-01T10:04:00Z", 0);
        total("?state=skipped&reason=no_consent", 1);
        total("?state=pending", 0);
    }

    @Test
    void theFileIsTakenAndTheAuditSaysByWhom() {
        get(Role.ANALYST, "/api/v1/runs/" + run + "/recipients.csv?did=clicked")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"recipients-" + run + ".csv\"")
                .expectBody(String.class)
                .value(text ->
                        assertThat(text.lines())
                                .hasSize(2)
                                .last()
                                .asString()
                                .contains(",asked1,1,viber,BG,,sent,"));
        get(Role.ADMIN, "/api/v1/audit?limit=200")
                .expectBody(String.class)
                .value(text ->
                        assertThat(text).contains("recipients.download").contains("run/" + run));
    }

    @Test
    void whoItWasIsNotForThoseWhoMayNotSeePeopleNorSegments() {
        for (var of :
                List.of(
                        "/recipients",
                        "/recipients.csv",
                        "/report/by/segment?segments=1",
                        "/report/by/segment.csv?segments=1",
                        "/report/subgroups/segment?segments=1",
                        "/report/subgroups/segment.csv?segments=1")) {
            get(Role.FINANCE, "/api/v1/runs/" + run + of).expectStatus().isForbidden();
        }
        get(Role.FINANCE, "/api/v1/runs/" + run + "/report/by/channel").expectStatus().isOk();
    }

    @Test
    void theyBecomeASegmentThatMarketersMayMake() {
        var made =
                post(
                                Role.MARKETER,
                                Map.of("did", List.of("delivered"), "didNot", List.of("clicked")))
                        .expectStatus()
                        .isCreated()
                        .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                        .returnResult()
                        .getResponseBody();
        assertThat(made.get("rule"))
                .isEqualTo(
                        Map.of(
                                "tookPart",
                                Map.of(
                                        "run",
                                        run,
                                        "did",
                                        List.of("delivered"),
                                        "didNot",
                                        List.of("clicked"))));
        get(Role.MARKETER, "/api/v1/segments/" + made.get("id")).expectStatus().isOk();
        post(Role.ANALYST, Map.of("did", List.of("delivered"))).expectStatus().isForbidden();
        post(Role.MARKETER, Map.of("state", "skipped")).expectStatus().isBadRequest();
        post(Role.MARKETER, Map.of("did", List.of("slept"))).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs/%d/recipients?did=slept",
                "/api/v1/runs/%d/recipients?state=lost",
                "/api/v1/runs/%d/recipients?state=sent&did=clicked",
                "/api/v1/runs/%d/recipients?reason=no_consent",
                "/api/v1/runs/%d/recipients?arm=0",
                "/api/v1/runs/%d/recipients?arm=x",
                "/api/v1/runs/%d/recipients?from=2006-05-01T10:04:00Z",
                "/api/v1/runs/%d/recipients?after=x",
                "/api/v1/runs/%d/recipients.csv?channel=S+M+S",
                "/api/v1/reports/heat-map?zone=Europe/Atlantis&run=%d",
                "/api/v1/reports/cohorts?by=week&x=%d",
                "/api/v1/reports/fatigue?days=0&x=%d"
            })
    void whatCannotBeAnsweredIsTheCallersFault(String address) {
        get(Role.ANALYST, address.formatted(run)).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs/1/funnel-times",
                "/api/v1/runs/1/reply-to-order",
                "/api/v1/runs/1/recipients",
                "/api/v1/runs/1/recipients.csv",
                "/api/v1/reports/cohorts",
                "/api/v1/reports/fatigue",
                "/api/v1/reports/heat-map",
                "/api/v1/reports/channel-overlap"
            })
    void agentsAreNotAsked(String address) {
        get(Role.AGENT, address).expectStatus().isForbidden();
    }

    @Test
    void aRunThatDoesNotExistIsNotFound() {
        for (var part : List.of("funnel-times", "reply-to-order", "recipients", "recipients.csv")) {
            get(Role.ANALYST, "/api/v1/runs/2000000000/" + part).expectStatus().isNotFound();
        }
    }

    private void total(String query, int expected) {
        get(Role.ANALYST, recipients(query))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(expected)
                .jsonPath("$.items.length()")
                .isEqualTo(expected);
    }

    private String recipients(String query) {
        return "/api/v1/runs/" + run + "/recipients" + query;
    }

    private ResponseSpec get(Role role, String address) {
        return callers.program(role).get().uri(address).exchange();
    }

    private ResponseSpec post(Role role, Map<String, ?> selection) {
        return callers.program(role)
                .post()
                .uri(recipients("/segment"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("name", "asked " + selection, "selection", selection))
                .exchange();
    }
}
