package org.parley.server.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// Sender accounts over HTTP.
@ServerTest
final class AccountControllerTest {

    private static final String TOKEN = "4f3c-very-secret-token-77aa";

    private final Callers callers;
    private final DSLContext dsl;

    AccountControllerTest(@Autowired Callers callers, @Autowired DSLContext dsl) {
        this.callers = callers;
        this.dsl = dsl;
    }

    @Test
    void aCredentialGoesInAndNeitherComesOutNorStandsInTheDatabase() {
        var admin = callers.program(Role.ADMIN);
        String created =
                admin.post()
                        .uri("/api/v1/accounts")
                        .body(
                                Map.of(
                                        "type", "viber",
                                        "name", "second-shop",
                                        "settings", Map.of("token", TOKEN, "sender-name", "Shop")))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();

        assertThat(created)
                .doesNotContain(TOKEN)
                .contains("\"secrets\":[\"token\"]")
                .contains("/webhooks/viber/second-shop");
        String listed =
                admin.get()
                        .uri("/api/v1/accounts")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(listed).contains("second-shop").doesNotContain(TOKEN);
        var row =
                dsl.fetchSingle(
                        "select a::text as row, sealed from sender_account a where name = 'second-shop'");
        assertThat(row.get("row", String.class)).doesNotContain(TOKEN);
        assertThat(new String(row.get("sealed", byte[].class), StandardCharsets.ISO_8859_1))
                .doesNotContain(TOKEN);
        assertThat(dsl.fetch("select detail::text from audit_entry").toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/accounts")
                .body(
                        Map.of(
                                "type", "whatsapp",
                                "name", "main2",
                                "settings", Map.of("phone-number-id", "1", "colour", "red")))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .value(fields ->
                        assertThat(fields.toString())
                                .contains("settings.colour")
                                .contains("settings.access-token")
                                .contains("settings.app-secret")
                                .contains("settings.verify-token"));
    }

    @Test
    void onlyAdministratorsSeeAccounts() {
        callers.program(Role.MARKETER)
                .get()
                .uri("/api/v1/accounts")
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
