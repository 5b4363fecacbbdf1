package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.core.access.Members;
import org.parley.core.access.Role;
import org.parley.core.audit.AuditEntry;
import org.parley.core.audit.AuditLog;

/// The web app in a browser, on the real server, after a run of the demo. What it looks at stands
/// in the web app's own tests (`test/real`); this starts the world for them.
class WebAppTest {

    private static final int CONTACTS = 400;
    private static final Path DASHBOARDS = Path.of("..", "..", "dashboards");
    private static final Path BROWSER =
            Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

    @Test
    void theWebAppTellsWhatTheServerSays(@TempDir Path directory) throws Exception {
        assumeTrue(
                Files.isExecutable(BROWSER),
                "Skipped: there is no browser at "
                        + BROWSER
                        + " (Debian: apt-get install chromium)");
        assumeTrue(
                getClass().getResource("/META-INF/resources/index.html") != null,
                "Skipped: this build is without the web app (-DskipUi=true)");
        try (Shop shop = Shop.open(CONTACTS, directory)) {
            long run = shop.run();
            assertThat(shop.node.getBean(AuditLog.class).page(null, 500).items())
                    .extracting(AuditEntry::action)
                    .contains("campaign.schedule", "import.start");
            var member =
                    shop.node
                            .getBean(Members.class)
                            .add("browser@parley.example", "Browser", List.of(Role.ADMIN));
            Path log = directory.resolve("browser.log");
            var builder =
                    new ProcessBuilder("npm", "run", "--silent", "test:real")
                            .directory(DASHBOARDS.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().put("PARLEY_REAL", "yes");
            builder.environment().put("PARLEY_URL", shop.address().toString());
            builder.environment().put("PARLEY_EMAIL", member.member().email());
            builder.environment().put("PARLEY_PASSWORD", member.password());
            builder.environment().put("PARLEY_RUN", Long.toString(run));
            Process browser = builder.start();
            boolean ended = browser.waitFor(4, TimeUnit.MINUTES);
            if (!ended) {
                browser.destroyForcibly();
            }
            assertThat(ended && browser.exitValue() == 0).as(Files.readString(log)).isTrue();
        }
    }
}
