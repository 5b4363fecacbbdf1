package org.parley.server.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A run's comparisons of some people only, as an analyst asks for them.
@ServerTest
final class EffectEndpointsTest {

    private final Callers callers;
    private final DSLContext postgres;

    EffectEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    private int run() {
        postgres.execute(
                """
                insert into segment (name, rule) values ('effects', '{"tag": "x"}') on conflict do nothing;
                insert into message (name) values ('effects') on conflict do nothing;
                insert into campaign (name, segment_id, message_id, seed, created_by)
                select 'effects', s.id, m.id, 's', 'm@parley.example' from segment s, message m
                where s.name = 'effects' and m.name = 'effects' on conflict do nothing;
                insert into campaign_arm (campaign_id, arm, name, weight)
                select id, 1, 'Nobody', 10000 from campaign where name = 'effects' on conflict do nothing;
                insert into run (campaign_id, fire_time, state, started_at, sandbox)
                select id, '2026-10-05 09:30Z', 'finished', '2026-10-05 09:30Z', true from campaign where name = 'effects'
                on conflict do nothing\
                """);
        return postgres.fetchSingle(
                        "select r.id from run r join campaign c on c.id = r.campaign_id where"
                                + " c.name = 'effects'")
                .get(0, Integer.class);
    }

    private long segment() {
        return postgres.fetchSingle("select id from segment where name = 'effects'")
                .get(0, Long.class);
    }

    private ResponseSpec ask(String what) {
        return callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/runs/" + run() + "/report/" + what)
                .exchange();
    }

    @Test
    void aRunWithoutAnythingToCompareSaysSoWithinCountriesToo() {
        ask("subgroups/country")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.source")
                .isEqualTo("sandbox")
                .jsonPath("$.shown")
                .isEqualTo(true)
                .jsonPath("$.answers")
                .isEmpty()
                .jsonPath("$.note")
                .value(String.class, note -> assertThat(note).startsWith("Nothing to compare"));
        ask("reached")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.effects")
                .isEmpty()
                .jsonPath("$.note")
                .value(String.class, note -> assertThat(note).contains("F of their difference"));
    }

    @Test
    void whatFollowsFromTheSendingIsRefusedWithTheReason() {
        for (var dimension : new String[] {"day", "channel"}) {
            ask("subgroups/" + dimension)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("dimension")
                    .jsonPath("$.errors[0].detail")
                    .value(String.class, why -> assertThat(why).contains("compare within country"));
        }
        ask("subgroups/segment").expectStatus().isBadRequest();
        ask("subgroups/segment?segments=" + segment())
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].detail")
                .value(String.class, why -> assertThat(why).startsWith("effects asks for"));
    }

    @Test
    void theFilesAreCsv() {
        ask("subgroups/language.csv")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectBody(String.class)
                .value(file -> assertThat(file).startsWith("run,source,dimension,value,"));
        ask("reached.csv")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(file -> assertThat(file).startsWith("run,source,figure,figure_name,of,"));
    }

    @Test
    void theDefinitionsSayWhatAnEffectOnThoseReachedIs() {
        callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/reports/definitions")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(told ->
                        assertThat(told)
                                .contains("\"conversionReached\"", "\"revenueReached\"", "(CACE)"));
    }
}
