package org.parley.server.web.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ServerTest
final class MachineRuleControllerTest {

    private static final String RULES = "/api/v1/machine-rules";

    private final Callers callers;
    private final DSLContext postgres;

    MachineRuleControllerTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    @Test
    void aNewVersionIsInForceOnRecordAndFirstInTheList() {
        var added =
                add(
                                Role.FINANCE,
                                Map.of(
                                        "agents", List.of("ScanCorp"),
                                        "networks", List.of("203.0.113.77"),
                                        "reason", "Gateways of our customers"))
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(added.get("agents")).isEqualTo(List.of("scancorp"));
        assertThat(added.get("networks")).isEqualTo(List.of("203.0.113.0/24"));
        assertThat(added.get("reason")).isEqualTo("Gateways of our customers");
        assertThat(added.get("madeBy").toString()).startsWith("key:");

        callers.program(Role.ANALYST)
                .get()
                .uri(RULES)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].version")
                .isEqualTo(added.get("version"))
                .jsonPath("$.items[0].madeAt")
                .isEqualTo(added.get("madeAt"))
                .jsonPath("$.items[-1:].reason")
                .isEqualTo("As shipped");
        assertThat(
                        postgres.fetchValue(
                                "select detail ->> 'reason' from audit_entry where action = 'machine-rules.add' and subject = 'machine-rules/"
                                        + added.get("version")
                                        + "'"))
                .isEqualTo("Gateways of our customers");
    }

    @ParameterizedTest
    @CsvSource({
        "x, 203.0.113.0/24, why, agents[0]",
        "scancorp, 203.0.0.0/8, why, networks[0]",
        "scancorp, 203.0.113.0/24, ' ', reason",
    })
    void whatIsWrongIsNamedByItsField(String agent, String network, String why, String field) {
        add(
                        Role.FINANCE,
                        Map.of(
                                "agents", List.of(agent),
                                "networks", List.of(network),
                                "reason", why))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void whatIsMissingIsNamedToo() {
        add(Role.FINANCE, Map.of("agents", List.of()))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
    }

    @Test
    void onlyFinanceAddsAndAgentsDoNotEvenRead() {
        var rules = Map.of("agents", List.of(), "networks", List.of(), "reason", "why");
        add(Role.ANALYST, rules).expectStatus().isForbidden();
        add(Role.MARKETER, rules).expectStatus().isForbidden();
        callers.program(Role.AGENT).get().uri(RULES).exchange().expectStatus().isForbidden();
    }

    private ResponseSpec add(Role role, Map<String, ?> body) {
        return callers.program(role)
                .post()
                .uri(RULES)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }
}
