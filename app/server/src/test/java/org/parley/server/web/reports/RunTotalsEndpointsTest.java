package org.parley.server.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Runs side by side, as an analyst asks for them.
@ServerTest
final class RunTotalsEndpointsTest {

    private final Callers callers;
    private final DSLContext postgres;

    RunTotalsEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    /// @return the campaign
    private long tell() {
        postgres.execute(
                """
                insert into segment (name, rule) values ('totals', '{"tag": "x"}') on conflict do nothing;
                insert into message (name) values ('totals') on conflict do nothing;
                insert into campaign (name, segment_id, message_id, seed, created_by)
                select '=totals', s.id, m.id, 's', 'm@parley.example' from segment s, message m
                where s.name = 'totals' and m.name = 'totals' on conflict do nothing;
                insert into campaign_arm (campaign_id, arm, name, weight)
                select id, 1, 'Nobody', 10000 from campaign where name = '=totals' on conflict do nothing;
                insert into run (campaign_id, fire_time, state, started_at, sandbox, targeted)
                select id, fired, 'finished', fired, true, 10 from campaign,
                  unnest(array[timestamptz '2026-10-05 09:30Z', timestamptz '2026-10-06 09:30Z']) as fired
                where name = '=totals' on conflict do nothing\
                """);
        return postgres.fetchSingle("select id from campaign where name = '=totals'")
                .get(0, Long.class);
    }

    private ResponseSpec ask(Role role, String what) {
        return callers.program(role).get().uri("/api/v1/reports/runs" + what).exchange();
    }

    @Test
    void pagesAreAskedForByTheNextOfTheOneBefore() {
        var asked = "?simulated=true&limit=1&campaign=" + tell();
        var next = new String[1];
        ask(Role.ANALYST, asked)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].run.fireTime")
                .isEqualTo("2026-10-06T09:30:00Z")
                .jsonPath("$.items[0].run.sandbox")
                .isEqualTo(true)
                .jsonPath("$.items[0].counts.sent")
                .isEqualTo(0)
                .jsonPath("$.definitions[0].id")
                .isEqualTo("deliveryRate")
                .jsonPath("$.next")
                .value(String.class, told -> next[0] = told);
        ask(Role.FINANCE, asked + "&after=" + next[0])
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].run.fireTime")
                .isEqualTo("2026-10-05T09:30:00Z")
                .jsonPath("$.next")
                .isEmpty();
        ask(Role.ANALYST, asked + "&after=2").expectStatus().isBadRequest();
    }

    @Test
    void aPageAfterANumberThatNoRunHasIsTheFirst() {
        ask(Role.ANALYST, "?simulated=true&campaign=" + tell() + "&after=f_________8")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void aRangeThatCannotBeIsRefusedByItsName() {
        for (var what : new String[] {"", ".csv"}) {
            refused(what + "?from=2026-10-06T00:00:00Z&until=2026-10-05T00:00:00Z", "until");
            refused(what + "?from=1066-10-14T00:00:00Z", "from");
            refused(what + "?until=9999-01-01T00:00:00Z", "until");
        }
    }

    private void refused(String asked, String field) {
        ask(Role.ANALYST, asked)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void theFileIsCsvWithoutFormulas() {
        ask(Role.ANALYST, ".csv?simulated=true&until=2026-10-06T00:00:00Z&campaign=" + tell())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectBody(String.class)
                .value(file ->
                        assertThat(file)
                                .startsWith("campaign,campaign_name,run,source,fired,figure,unit,")
                                .contains(",'=totals,")
                                .contains(",sandbox,2026-10-05T09:30:00Z,sent,people,")
                                .doesNotContain("2026-10-06"));
    }

    @Test
    void whoMayNotReadReportsIsRefused() {
        ask(Role.AGENT, "").expectStatus().isForbidden();
        ask(Role.STORE, ".csv").expectStatus().isForbidden();
    }
}
