package org.parley.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.imageio.ImageIO;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.tracking.MachineRuleSets;
import org.parley.core.tracking.OpenLinks;
import org.parley.core.tracking.Opens;
import org.parley.core.tracking.TrackingLinks;
import org.parley.core.tracking.internal.LinkKey;
import org.parley.server.testing.SentMessage;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PixelControllerTest {

    private static final String DESK = "Mozilla/5.0 (X11; Linux x86_64) Thunderbird/145.0";
    private static final URI ADDRESS = URI.create("https://parley.example");

    private final DSLContext dsl = SentMessage.database();
    private final LinkKey key = new LinkKey(dsl, new SecureRandom());
    private final OpenLinks links = new OpenLinks(ADDRESS, key);
    private final String path = links.linkFor(SentMessage.ID, 1).getPath();
    private final MockMvcTester web =
            MockMvcTester.of(
                    new PixelController(
                            links,
                            new Opens(dsl, new MachineRuleSets(dsl, Clock.systemUTC())),
                            Clock.systemUTC()));

    @Test
    void theSamePointIsShownAndNeverKept() throws Exception {
        MvcTestResult answer = web.get().uri(path).header("User-Agent", DESK).exchange();
        assertThat(answer).hasStatusOk().hasContentType("image/gif");
        assertThat(answer)
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("Referrer-Policy", "no-referrer");
        byte[] picture = answer.getResponse().getContentAsByteArray();
        var read = ImageIO.read(new ByteArrayInputStream(picture));
        assertThat(read.getWidth()).isEqualTo(1);
        assertThat(read.getHeight()).isEqualTo(1);
        assertThat(dsl.fetchValue("select receipt from recipient")).isEqualTo("read");
    }

    @Test
    void aProgramSeesTheSameAndHasReadNothing() {
        assertThat(web.head().uri(path).header("User-Agent", DESK).exchange()).hasStatusOk();
        assertThat(web.get().uri(path).header("User-Agent", "Mozilla/5.0").exchange())
                .hasStatusOk();
        assertThat(dsl.fetchValues("select machine from event_outbox"))
                .isEqualTo(List.of(true, true));
        assertThat(dsl.fetchValue("select receipt from recipient")).isNull();
    }

    @Test
    void aForgedOrForeignTokenIsAPictureAndNothingElse() {
        String link =
                new TrackingLinks(ADDRESS, key).linkFor(SentMessage.ID, 0).getPath().substring(3);
        for (String token : List.of("A".repeat(28), link, "x")) {
            assertThat(web.get().uri("/o/{token}", token).header("User-Agent", DESK).exchange())
                    .hasStatusOk()
                    .hasContentType("image/gif");
        }
        assertThat(dsl.fetchCount(DSL.table("event_outbox"))).isZero();
    }
}
