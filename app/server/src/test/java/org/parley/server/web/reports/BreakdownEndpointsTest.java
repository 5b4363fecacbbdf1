package org.parley.server.web.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// A run's figures by dimension, as an analyst asks for them.
@ServerTest
final class BreakdownEndpointsTest {

    private final Callers callers;
    private final DSLContext postgres;

    BreakdownEndpointsTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    private int run() {
        postgres.execute(
                """
                insert into segment (name, rule) values ('breakdown', '{"tag": "x"}') on conflict do nothing;
                insert into message (name) values ('breakdown') on conflict do nothing;
                insert into campaign (name, segment_id, message_id, seed, created_by)
                select 'breakdown', s.id, m.id, 's', 'm@parley.example' from segment s, message m
                where s.name = 'breakdown' and m.name = 'breakdown' on conflict do nothing;
                insert into campaign_arm (campaign_id, arm, name, weight)
                select id, 1, '=Nobody', 10000 from campaign where name = 'breakdown' on conflict do nothing;
                insert into run (campaign_id, fire_time, state, started_at)
                select id, '2026-10-05 09:30Z', 'finished', '2026-10-05 09:30Z' from campaign where name = 'breakdown'
                on conflict do nothing\
                """);
        return postgres.fetchSingle(
                        "select r.id from run r join campaign c on c.id = r.campaign_id where"
                                + " c.name = 'breakdown'")
                .get(0, Integer.class);
    }

    private ResponseSpec ask(String by) {
        return callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/runs/" + run() + "/report/by/" + by)
                .exchange();
    }

    @Test
    void armsOfARunThatTheEventsDoNotKnowYetStandThereWithoutPeople() {
        ask("arm")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.addsUp")
                .isEqualTo(true)
                .jsonPath("$.rows[0].label")
                .isEqualTo("=Nobody")
                .jsonPath("$.rows[0].counts.assigned")
                .isEqualTo(0);
    }

    @Test
    void hoursAreThoseOfTheZone() {
        ask("hour?zone=Asia/Kathmandu")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.zone")
                .isEqualTo("Asia/Kathmandu");
        ask("hour?zone=Kathmandu").expectStatus().isBadRequest();
    }

    @Test
    void theFileIsCsvWithoutFormulas() {
        ask("arm.csv")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("text/csv;charset=UTF-8")
                .expectBody(String.class)
                .value(file ->
                        assertThat(file)
                                .startsWith("run,dimension,zone,value,label,")
                                .contains(",arm,,1,'=Nobody,,assigned,people,,,,0,,\r\n"));
    }

    @Test
    void whatIsNoDimensionAndHowManySegmentsMayBeAskedForIsSaid() {
        ask("mood").expectStatus().isBadRequest();
        ask("segment").expectStatus().isBadRequest();
        ask("segment?segments=999999999").expectStatus().isNotFound();
    }
}
