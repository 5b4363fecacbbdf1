package org.parley.server.web.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/// What people answered, as agents read it.
@ServerTest
final class ConversationControllerTest {

    private final Callers callers;
    private final DSLContext postgres;

    ConversationControllerTest(@Autowired Callers callers, @Autowired DSLContext postgres) {
        this.callers = callers;
        this.postgres = postgres;
    }

    @Test
    void theLatestWordsOfEachPersonComeFirstPageByPage() {
        var first = person("talk-1", "Ana");
        var second = person("talk-2", "Ben");
        say(first, "hello", "2026-11-01T10:00:00Z");
        say(second, "hi", "2026-11-01T11:00:00Z");
        say(first, "and more", "2026-11-01T12:00:00Z");

        var page = read("/api/v1/conversations?limit=1");
        assertThat(page.get("items").toString()).contains("Ana", "and more").doesNotContain("Ben");
        var next = read("/api/v1/conversations?limit=1&after=" + page.get("next"));
        assertThat(next.get("items").toString()).contains("Ben", "hi");

        var thread = read("/api/v1/contacts/" + first + "/messages");
        assertThat(thread.get("items").toString())
                .contains("hello", "and more")
                .doesNotContain("text=hi,");
        assertThat(thread.get("next")).isNull();
    }

    @Test
    void whatIsWrongIsToldAndStrangersStayOut() {
        var agent = callers.program(Role.AGENT);
        agent.get()
                .uri("/api/v1/conversations?limit=201")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("limit");
        agent.get()
                .uri("/api/v1/conversations?after=nonsense")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("after");
        agent.get()
                .uri("/api/v1/contacts/999999999/messages")
                .exchange()
                .expectStatus()
                .isNotFound();
        callers.program(Role.FINANCE)
                .get()
                .uri("/api/v1/conversations")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private Map<?, ?> read(String path) {
        return callers.program(Role.AGENT)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private long person(String externalId, String name) {
        return postgres.fetchSingle(
                        "insert into contact (external_id, first_name) values ({0}, {1}) returning"
                                + " id",
                        DSL.val(externalId), DSL.val(name))
                .get(0, Long.class);
    }

    private void say(long contact, String text, String at) {
        postgres.execute(
                "insert into inbound_message (channel, account, provider_message_id, address,"
                        + " contact_id, kind, text, occurred_at) values ('viber', 'main', {0}, '+1',"
                        + " {1}, 'text', {0}, {2}::timestamptz)",
                DSL.val(text), DSL.val(contact), DSL.val(at));
    }
}
