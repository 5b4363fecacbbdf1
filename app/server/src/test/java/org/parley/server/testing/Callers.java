package org.parley.server.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.core.access.ApiKeys;
import org.parley.core.access.Members;
import org.parley.core.access.NewMember;
import org.parley.core.access.Role;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.web.servlet.client.RestTestClient;

/// Ways to call the node under test.
@TestComponent
public class Callers {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final ServletWebServerApplicationContext server;
    private final Members members;
    private final ApiKeys keys;

    Callers(ServletWebServerApplicationContext server, Members members, ApiKeys keys) {
        this.server = server;
        this.members = members;
        this.keys = keys;
    }

    /// The cookies of a browser, without its rules.
    public record Browser(String sessionId, String csrfToken) {
        public void on(HttpHeaders headers) {
            headers.add(
                    HttpHeaders.COOKIE,
                    "PARLEY_SESSION=" + sessionId + "; XSRF-TOKEN=" + csrfToken);
            headers.add("X-XSRF-TOKEN", csrfToken);
        }
    }

    public int port() {
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    public RestTestClient anybody() {
        // The other client on the class path would wait out a Retry-After by itself.
        return RestTestClient.bindToServer(new JdkClientHttpRequestFactory())
                .baseUrl("http://localhost:" + port())
                .build();
    }

    /// A program with a new key.
    public RestTestClient program(Role... roles) {
        return withToken(keys.create("test", List.of(roles), "test").token());
    }

    public RestTestClient withToken(String token) {
        return anybody()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build();
    }

    public NewMember newMember(Role... roles) {
        var mailbox = "member" + COUNTER.incrementAndGet() + "@parley.example";
        return members.add(mailbox, "Test", List.of(roles));
    }

    /// A member just signed in.
    public Browser signedIn(Role... roles) {
        var member = newMember(roles);
        var token = csrfToken();
        var headers =
                anybody()
                        .post()
                        .uri("/api/v1/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.COOKIE, "XSRF-TOKEN=" + token)
                        .header("X-XSRF-TOKEN", token)
                        .body(
                                Map.of(
                                        "email",
                                        member.member().email(),
                                        "password",
                                        member.password()))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult()
                        .getResponseHeaders();
        return new Browser(cookie(headers, "PARLEY_SESSION"), cookie(headers, "XSRF-TOKEN"));
    }

    /// What the web app gets before anybody has signed in.
    public String csrfToken() {
        var headers =
                anybody()
                        .get()
                        .uri("/api/v1/session")
                        .exchange()
                        .expectStatus()
                        .isUnauthorized()
                        .returnResult()
                        .getResponseHeaders();
        return cookie(headers, "XSRF-TOKEN");
    }

    /// The value that the browser would keep: the last that was set.
    public static String cookie(HttpHeaders headers, String name) {
        var values = new ArrayList<String>();
        for (var header : headers.getOrEmpty(HttpHeaders.SET_COOKIE)) {
            if (header.startsWith(name + "=")) {
                values.add(header.substring(name.length() + 1).split(";", -1)[0]);
            }
        }
        return values.getLast();
    }
}
