package org.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Signing in and out, as a browser does.
@ServerTest
final class SignInTest {

    private final Callers callers;

    SignInTest(@Autowired Callers callers) {
        this.callers = callers;
    }

    @Test
    void aMemberSignsInIsKnownAndSignsOut() {
        var browser = callers.signedIn(Role.MARKETER, Role.FINANCE);
        callers.anybody()
                .get()
                .uri("/api/v1/session")
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.member.name")
                .isEqualTo("Test")
                .jsonPath("$.member.roles[0]")
                .isEqualTo("marketer")
                .jsonPath("$.member.roles[1]")
                .isEqualTo("finance");
        callers.anybody()
                .delete()
                .uri("/api/v1/session")
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isNoContent();
        callers.anybody()
                .get()
                .uri("/api/v1/session")
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void theSessionsCookieIsOutOfReachForScriptsAndForeignPages() {
        var member = callers.newMember(Role.AGENT);
        var cookies =
                attempt(member.member().email(), member.password(), "")
                        .expectStatus()
                        .isOk()
                        .returnResult()
                        .getResponseHeaders()
                        .getOrEmpty(HttpHeaders.SET_COOKIE);
        assertThat(cookies)
                .filteredOn(cookie -> cookie.startsWith("PARLEY_SESSION="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void aSessionThatWasThereBeforeIsNotTheOneThatIsSignedIn() {
        var before = callers.signedIn(Role.AGENT);
        var member = callers.newMember(Role.ADMIN);
        var headers =
                attempt(
                                member.member().email(),
                                member.password(),
                                "; PARLEY_SESSION=" + before.sessionId())
                        .expectStatus()
                        .isOk()
                        .returnResult()
                        .getResponseHeaders();
        assertThat(Callers.cookie(headers, "PARLEY_SESSION")).isNotEqualTo(before.sessionId());
        callers.anybody()
                .get()
                .uri("/api/v1/session")
                .headers(before::on)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreToldAlike() {
        var member = callers.newMember(Role.ADMIN);
        var wrong = attempt(member.member().email(), "wrong", "");
        var unknown = attempt("nobody-at-all@parley.example", "wrong", "");
        assertThat(text(wrong)).isEqualTo(text(unknown)).contains("unauthenticated");
    }

    @Test
    void guessingAtOneAccountIsSlowedDownEvenForTheRightPassword() {
        var member = callers.newMember(Role.ADMIN);
        var email = member.member().email();
        for (int guess = 0; guess < 10; guess++) {
            attempt(email.toUpperCase(Locale.ROOT), "guess " + guess, "")
                    .expectStatus()
                    .isUnauthorized();
        }
        attempt(email, member.password(), "")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
        var other = callers.newMember(Role.ADMIN);
        attempt(other.member().email(), other.password(), "").expectStatus().isOk();
    }

    @Test
    void signingInNeedsTheCsrfTokenToo() {
        var member = callers.newMember(Role.ADMIN);
        callers.anybody()
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        Map.of(
                                "email", member.member().email(),
                                "password", member.password()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private ResponseSpec attempt(String email, String password, String moreCookies) {
        var token = callers.csrfToken();
        return callers.anybody()
                .post()
                .uri("/api/v1/session")
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.COOKIE, "XSRF-TOKEN=" + token + moreCookies)
                .header("X-XSRF-TOKEN", token)
                .body(Map.of("email", email, "password", password))
                .exchange();
    }

    private static String text(ResponseSpec response) {
        return response.expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
