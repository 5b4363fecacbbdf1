package org.parley.server.web.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/// Results of another tool, over HTTP.
@ServerTest
final class ResultImportTest {

    private final Callers callers;
    private final DSLContext dsl;

    ResultImportTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.dsl = dsl;
    }

    private RestTestClient.ResponseSpec map(Map<String, ?> mapping) {
        return callers.program(Role.MARKETER)
                .post()
                .uri("/api/v1/imports/mappings")
                .body(mapping)
                .exchange();
    }

    private RestTestClient.ResponseSpec send(String mapping, String csv) {
        return callers.program(Role.MARKETER)
                .post()
                .uri("/api/v1/imports?kind=results&fileName=old.csv" + mapping)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .exchange();
    }

    @Test
    void aMappingIsToldWhatIsWrongWithItBeforeAnyFileIsSent() {
        map(Map.of("arms", List.of()))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("campaign");
        map(Map.of("campain", Map.of())).expectStatus().isBadRequest();
        send("", "id\n1\n").expectStatus().isBadRequest();
        send("&mapping=4711", "id\n1\n").expectStatus().isBadRequest();
    }

    @Test
    void resultsAreARunThatNamesItsSource() {
        dsl.execute("insert into contact (external_id) values ('elsewhere-1')");
        map(Map.of(
                        "campaign",
                        Map.of(
                                "name", "From elsewhere",
                                "source", "Mailer",
                                "externalId", "e1",
                                "at", Instant.now().minus(3, ChronoUnit.DAYS).toString(),
                                "zone", "UTC"),
                        "arms",
                        List.of(Map.of("name", "Mail", "channel", "email")),
                        "columns",
                        Map.of("externalId", "id", "delivered", Map.of("as", "sent"))))
                .expectStatus()
                .isCreated();
        var mapping = dsl.fetchSingle("select max(id) from result_mapping").get(0);
        assertThat(
                        dsl.fetchSingle(
                                        "select detail ->> 'campaign' from audit_entry where action = 'import.map' and subject = {0}",
                                        DSL.val("mapping/" + mapping))
                                .get(0))
                .isEqualTo("From elsewhere");

        send("&mapping=" + mapping, "id\nelsewhere-1\n").expectStatus().isAccepted();

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        dsl.fetchSingle(
                                                "select count(*) from run where source = 'Mailer' and targeted = 1")
                                        .get(0, Integer.class)
                                == 1);
        var run = dsl.fetchSingle("select id from run where source = 'Mailer'").get(0);
        callers.program(Role.ANALYST)
                .get()
                .uri("/api/v1/runs/" + run)
                .exchange()
                .expectBody()
                .jsonPath("$.source")
                .isEqualTo("Mailer")
                .jsonPath("$.state")
                .isEqualTo("finished")
                .jsonPath("$.balance.closes")
                .isEqualTo(true);
    }
}
