package org.parley.server.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.tracking.UnsubscribeLinks;
import org.parley.core.tracking.Unsubscribes;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.server.testing.SentMessage;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class UnsubscribeControllerTest {

    private final DSLContext dsl = SentMessage.database();
    private final UnsubscribeLinks links =
            new UnsubscribeLinks(
                    URI.create("https://parley.example"), new LinkKey(dsl, new SecureRandom()));
    private final MockMvcTester web =
            MockMvcTester.of(
                    new UnsubscribeController(links, new Unsubscribes(dsl, Clock.systemUTC())));
    private final String path = links.linkFor(SentMessage.ID).getPath();

    @Test
    void lookingAsksAndWithdrawsNothing() {
        assertThat(web.get().uri(path).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("<form method=\"post\">")
                .doesNotContain("<script");
        assertThat(web.head().uri(path).exchange()).hasStatusOk();
        assertThat(dsl.fetchCount(DSL.table("consent_event"))).isZero();
    }

    @Test
    void oneClickWithdrawsAndMayBeRepeated() {
        for (int i = 0; i < 3; i++) {
            assertThat(
                            web.post()
                                    .uri(path)
                                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                    .content("List-Unsubscribe=One-Click")
                                    .exchange())
                    .hasStatusOk()
                    .bodyText()
                    .contains("email");
        }
        assertThat(
                        dsl.fetchValue(
                                "select concat_ws(' ', channel, state, source, evidence) from consent_event"))
                .isEqualTo("email withdrawn one-click message 4294967297");
        assertThat(dsl.fetchValue("select kind from event_outbox")).isEqualTo("opted_out");
    }

    @Test
    void whateverTheBodyAPostIsMeant() {
        assertThat(web.post().uri(path).exchange()).hasStatusOk();
        assertThat(dsl.fetchCount(DSL.table("consent_event"))).isEqualTo(1);
    }

    @Test
    void aForeignTokenWithdrawsNobody() {
        assertThat(web.post().uri("/u/{token}", "A".repeat(28)).exchange()).hasStatus(404);
        assertThat(web.get().uri("/u/{token}", "<b>").exchange())
                .hasStatus(404)
                .bodyText()
                .doesNotContain("<b>");
        assertThat(dsl.fetchCount(DSL.table("consent_event"))).isZero();
    }
}
