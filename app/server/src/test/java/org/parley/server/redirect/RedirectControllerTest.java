package org.parley.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.kernel.MessageId;
import org.parley.core.tracking.Clicks;
import org.parley.core.tracking.MachineRuleSets;
import org.parley.core.tracking.TrackingLinks;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.server.testing.SentMessage;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class RedirectControllerTest {

    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)";

    private final DSLContext dsl = SentMessage.database();
    private final TrackingLinks links =
            new TrackingLinks(
                    URI.create("https://parley.example"), new LinkKey(dsl, new SecureRandom()));
    private final MockMvcTester web =
            MockMvcTester.of(
                    new RedirectController(
                            links,
                            new Clicks(dsl, new MachineRuleSets(dsl, Clock.systemUTC())),
                            Clock.systemUTC()));

    @Test
    void aLinkLeadsToItsTargetOnceTheClickIsStored() {
        String path = links.linkFor(SentMessage.ID, 0).getPath();
        var answer = web.get().uri(path).header("User-Agent", PHONE).exchange();
        assertThat(answer).hasStatus(302);
        assertThat(answer)
                .hasHeader("Location", "https://shop.example/a?b=c&d=%C3%A4")
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("Referrer-Policy", "no-referrer");
        assertThat(dsl.fetchCount(DSL.table("touch"))).isEqualTo(1);
    }

    @Test
    void headIsAnsweredTheSameAndIsAProgram() {
        String path = links.linkFor(SentMessage.ID, 0).getPath();
        assertThat(web.head().uri(path).header("User-Agent", PHONE).exchange()).hasStatus(302);
        assertThat(dsl.fetchValue("select machine from event_outbox")).isEqualTo(true);
        assertThat(dsl.fetchCount(DSL.table("touch"))).isZero();
    }

    @Test
    void askingWhatMayBeDoneHereIsNoClick() {
        String path = links.linkFor(SentMessage.ID, 0).getPath();
        assertThat(web.options().uri(path).header("User-Agent", PHONE).exchange())
                .hasStatusOk()
                .hasHeader("Allow", "GET,HEAD,OPTIONS")
                .doesNotContainHeader("Location");
        assertThat(web.post().uri(path).header("User-Agent", PHONE).exchange()).hasStatus(405);
        assertThat(dsl.fetchCount(DSL.table("event_outbox"))).isZero();
    }

    @Test
    void aForgedOrForeignTokenLeadsNowhere() {
        assertThat(web.get().uri("/r/{token}", "A".repeat(28)).exchange())
                .hasStatus(404)
                .hasContentType("text/html;charset=UTF-8")
                .bodyText()
                .contains("leads nowhere");
        assertThat(web.get().uri("/r/{token}", "<script>").exchange())
                .hasStatus(404)
                .bodyText()
                .doesNotContain("<script>");
        String missing = links.linkFor(new MessageId(1, 2), 0).getPath();
        assertThat(web.get().uri(missing).header("User-Agent", PHONE).exchange()).hasStatus(404);
    }
}
