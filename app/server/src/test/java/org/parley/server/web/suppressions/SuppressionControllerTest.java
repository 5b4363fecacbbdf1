package org.parley.server.web.suppressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/// The list that must not be written to, over HTTP.
@ServerTest
final class SuppressionControllerTest {

    private final Callers callers;
    private final DSLContext dsl;

    SuppressionControllerTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.dsl = dsl;
    }

    private RestTestClient.ResponseSpec post(Role role, String path, Object body) {
        return callers.program(role).post().uri(path).body(body).exchange();
    }

    @Test
    void anAddressIsListedFoundAndReleasedAndEveryDeedIsInTheAuditLogWithoutTheAddress() {
        var asked = Map.of("channel", "email", "address", "Nobody@Example.net");
        var item =
                Map.of(
                        "channel", "email",
                        "address", "nobody@example.net",
                        "reason", "DO_NOT_CONTACT");

        post(Role.MARKETER, "/api/v1/suppressions", Map.of("items", List.of(item, item)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.added")
                .isEqualTo(1);
        post(Role.AGENT, "/api/v1/suppressions/check", asked)
                .expectBody()
                .jsonPath("$.suppressed")
                .isEqualTo(true)
                .jsonPath("$.reason")
                .isEqualTo("DO_NOT_CONTACT");
        post(Role.MARKETER, "/api/v1/suppressions/release", asked).expectStatus().isForbidden();
        post(Role.ADMIN, "/api/v1/suppressions/release", asked)
                .expectBody()
                .jsonPath("$.released")
                .isEqualTo(true);
        post(Role.ADMIN, "/api/v1/suppressions/check", asked)
                .expectBody()
                .jsonPath("$.suppressed")
                .isEqualTo(false);

        var entries =
                dsl.fetch(
                        "select action, detail::text from audit_entry where subject = 'suppressions'"
                                + " order by id");
        assertThat(entries.getValues("action", String.class))
                .containsExactly("suppression.add", "suppression.release");
        assertThat(entries.toString()).doesNotContainIgnoringCase("nobody");
    }

    @Test
    void aListWithABadItemIsRefusedWholeAndNamesThePlace() {
        post(
                        Role.MARKETER,
                        "/api/v1/suppressions",
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "channel", "email",
                                                "address", "fine@example.net",
                                                "reason", "BOUNCED"),
                                        Map.of(
                                                "channel", "email",
                                                "address", " ",
                                                "reason", "BOUNCED"))))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("items[1].address");
        assertThat(dsl.fetchSingle("select suppressed('email', 'fine@example.net')").get(0))
                .isEqualTo(false);
    }
}
