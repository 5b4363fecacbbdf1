package org.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Who gets in and how far.
@ServerTest
final class AccessTest {

    private final Callers callers;

    AccessTest(@Autowired Callers callers) {
        this.callers = callers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/status",
                "/api/v1/members",
                "/api/v1/nothing",
                "/v3/api-docs",
                "/actuator/metrics"
            })
    void whoIsNobodyIsAskedToSignIn(String path) {
        callers.anybody()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://parley.example/problems/unauthenticated")
                .jsonPath("$.instance")
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN,    /api/v1/members,     200",
        "MARKETER, /api/v1/members,     403",
        "ANALYST,  /api/v1/api-keys,    403",
        "AGENT,    /api/v1/status,      200",
        "ADMIN,    /actuator/metrics,   200",
        "FINANCE,  /actuator/metrics,   403",
        "FINANCE,  /api/v1/orders/echo, 200",
        "ADMIN,    /api/v1/orders/echo, 200",
        "MARKETER, /api/v1/orders/echo, 403",
        "ANALYST,  /v3/api-docs,        200",
        "ADMIN,    /api/v1/nothing,     404",
    })
    void aKeyReachesWhatItsRolesAllow(Role role, String path, int status) {
        callers.program(role).get().uri(path).exchange().expectStatus().isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, /api/v1/members, 200", "AGENT, /api/v1/members, 403"})
    void aSessionReachesWhatItsRolesAllow(Role role, String path, int status) {
        var browser = callers.signedIn(role);
        callers.anybody()
                .get()
                .uri(path)
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @Test
    void aKeyThatIsWrongOrRevokedOrNoKeyIsRefusedEvenBesideASession() {
        var admin = callers.program(Role.ADMIN);
        var created =
                admin.post()
                        .uri("/api/v1/api-keys")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("name", "shop", "roles", new String[] {"finance"}))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        var token = created.get("key").toString();
        var prefix = created.get("prefix").toString();
        assertThat(token).matches("parley_[a-z0-9]{8}_[A-Za-z0-9_-]{43}").contains(prefix);

        status(token, 200);
        status(token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A"), 401);
        status(token.replace(prefix, "aaaaaaaa"), 401);
        status("parley", 401);

        admin.delete().uri("/api/v1/api-keys/" + prefix).exchange().expectStatus().isNoContent();
        status(token, 401);
        admin.delete().uri("/api/v1/api-keys/zzzzzzzz").exchange().expectStatus().isNotFound();

        var browser = callers.signedIn(Role.ADMIN);
        callers.withToken(token)
                .get()
                .uri("/api/v1/status")
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private void status(String token, int expected) {
        callers.withToken(token)
                .get()
                .uri("/api/v1/status")
                .exchange()
                .expectStatus()
                .isEqualTo(expected);
    }

    @Test
    void aSessionCannotChangeAnythingWithoutItsCsrfTokenButAKeyNeedsNone() {
        var browser = callers.signedIn(Role.ADMIN);
        var body = Map.of("name", "x", "roles", new String[] {"agent"});
        callers.anybody()
                .post()
                .uri("/api/v1/api-keys")
                .header(HttpHeaders.COOKIE, "PARLEY_SESSION=" + browser.sessionId())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("X-XSRF-TOKEN"));
        callers.anybody()
                .post()
                .uri("/api/v1/api-keys")
                .headers(browser::on)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isCreated();
        callers.program(Role.ADMIN)
                .post()
                .uri("/api/v1/api-keys")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    @Test
    void anAddedMemberCanSignInOnceAndIsListedWithoutSecrets() {
        var admin = callers.program(Role.ADMIN);
        var body =
                Map.of(
                        "email", "Ann@Parley.Example",
                        "name", "Ann",
                        "roles", new String[] {"analyst"});
        admin.post()
                .uri("/api/v1/members")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.member.email")
                .isEqualTo("ann@parley.example")
                .jsonPath("$.password")
                .isNotEmpty();
        admin.post()
                .uri("/api/v1/members")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        var list =
                admin.get()
                        .uri("/api/v1/members")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(list).contains("ann@parley.example").doesNotContain("password", "bcrypt");
    }

    @Test
    void probesAreOpenAndSayNoMoreThanUpOrDown() {
        callers.anybody()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("UP")
                .jsonPath("$.components")
                .doesNotExist();
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepABrowserSafe() {
        for (var path : new String[] {"/", "/api/v1/session", "/r/nothing", "/actuator/health"}) {
            var headers =
                    callers.anybody()
                            .get()
                            .uri(path)
                            .exchange()
                            .returnResult()
                            .getResponseHeaders();
            assertThat(headers.getFirst("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        }
    }

    @Test
    void publicAddressesKeepNoSession() {
        var headers =
                callers.anybody()
                        .post()
                        .uri("/webhooks/none/none")
                        .exchange()
                        .returnResult()
                        .getResponseHeaders();
        assertThat(headers.get(HttpHeaders.SET_COOKIE)).isNull();
    }
}
