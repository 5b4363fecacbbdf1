package org.parley.server.web.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Member;
import org.parley.core.access.Members;
import org.parley.core.access.Role;
import org.parley.core.audit.AuditEntry;
import org.parley.core.audit.AuditLog;
import org.parley.server.testing.Callers;
import org.parley.server.testing.Callers.Browser;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/// Members who come, change and go.
@ServerTest
final class MemberControllerTest {

    private final Callers callers;
    private final Members members;
    private final AuditLog audit;

    MemberControllerTest(
            @Autowired Callers callers, @Autowired Members members, @Autowired AuditLog audit) {
        this.callers = callers;
        this.members = members;
        this.audit = audit;
    }

    @Test
    void whoIsDisabledIsOutAtOnceAndCannotComeBack() {
        var browser = callers.signedIn(Role.MARKETER);
        var other = callers.signedIn(Role.MARKETER);
        var email = emailOf(browser);
        change(email, Map.of("enabled", false)).expectStatus().isOk();

        status(browser, 401);
        status(other, 200);
        var entries = audit.page(null, 3).items();
        assertThat(entries.getFirst().action()).isEqualTo("member.disable");
        assertThat(entries.getFirst().subject()).isEqualTo("member/" + email);
        assertThat(entries.getFirst().actor()).startsWith("key:");
    }

    @Test
    void otherRolesEndASessionAndAnotherNameDoesNot() {
        var browser = callers.signedIn(Role.MARKETER);
        var email = emailOf(browser);
        change(email, Map.of("name", "Ann"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Ann");
        status(browser, 200);
        change(email, Map.of("roles", List.of("finance")))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roles[0]")
                .isEqualTo("finance");
        status(browser, 401);
    }

    @Test
    void theLastAdministratorStaysOne() {
        var last = callers.newMember(Role.ADMIN).member().email();
        var others =
                members.all().stream()
                        .filter(member -> member.enabled() && member.roles().contains(Role.ADMIN))
                        .map(Member::email)
                        .filter(email -> !email.equals(last))
                        .toList();
        others.forEach(email -> enable(email, false));
        try {
            theLastStays(last);
        } finally {
            // others have tests on this node, too
            others.forEach(email -> enable(email, true));
        }
    }

    private void enable(String email, boolean enabled) {
        change(email, Map.of("enabled", enabled)).expectStatus().isOk();
    }

    private void theLastStays(String last) {
        change(last, Map.of("enabled", false))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("This is the last administrator; make somebody else one first");
        change(last, Map.of("roles", List.of("agent"))).expectStatus().isEqualTo(409);
        assertThat(members.find(last)).get().extracting(Member::enabled).isEqualTo(true);

        callers.newMember(Role.ADMIN);
        change(last, Map.of("enabled", false)).expectStatus().isOk();
        assertThat(members.find(last)).get().extracting(Member::enabled).isEqualTo(false);
    }

    @Test
    void whatIsWrongIsNamed() {
        change("nobody@parley.example", Map.of("enabled", false)).expectStatus().isNotFound();
        var email = callers.newMember(Role.AGENT).member().email();
        change(email, Map.of("roles", List.of()))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("roles");
    }

    @Test
    void signingInAndOutAndKeysAreOnRecordPageByPage() {
        var browser = callers.signedIn(Role.AGENT);
        var email = emailOf(browser);
        callers.anybody().delete().uri("/api/v1/session").headers(browser::on).exchange();
        refused(email);
        refused("my-password-typed-by-mistake");
        assertThat(audit.page(null, 4).items())
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::subject)
                .containsExactly(
                        tuple("nobody", "session.refuse", "member/unknown"),
                        tuple("nobody", "session.refuse", "member/" + email),
                        tuple(email, "session.end", "member/" + email),
                        tuple(email, "session.begin", "member/" + email));

        var admin = callers.program(Role.ADMIN);
        var first =
                admin.get()
                        .uri("/api/v1/audit?limit=2")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(first.get("items").toString()).contains("session.refuse");
        admin.get()
                .uri("/api/v1/audit?limit=2&after=" + first.get("next"))
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].action")
                .isEqualTo("session.end");
        callers.program(Role.FINANCE)
                .get()
                .uri("/api/v1/audit")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void refused(String email) {
        var token = callers.csrfToken();
        callers.anybody()
                .post()
                .uri("/api/v1/session")
                .header("Cookie", "XSRF-TOKEN=" + token)
                .header("X-XSRF-TOKEN", token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("email", email, "password", "wrong"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private ResponseSpec change(String email, Map<String, ?> change) {
        return callers.program(Role.ADMIN)
                .patch()
                .uri("/api/v1/members/{email}", email)
                .contentType(MediaType.APPLICATION_JSON)
                .body(change)
                .exchange();
    }

    private void status(Browser browser, int expected) {
        callers.anybody()
                .get()
                .uri("/api/v1/session")
                .headers(browser::on)
                .exchange()
                .expectStatus()
                .isEqualTo(expected);
    }

    private String emailOf(Browser browser) {
        var session =
                callers.anybody()
                        .get()
                        .uri("/api/v1/session")
                        .headers(browser::on)
                        .exchange()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody();
        return ((Map<?, ?>) session.get("member")).get("email").toString();
    }
}
