package org.parley.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sql.StoreAddresses;
import org.parley.sql.testing.TestStores;

/// Two nodes side by side on the same stores.
class TwoNodesTest {

    private static final int PER_SECOND = 25;

    @TempDir Path directory;

    @Test
    void whenTheNodeThatSendsDiesTheOtherGoesOnAndNothingIsLostOrSentTwice() throws Exception {
        StoreAddresses stores = TestStores.fresh();
        DSLContext postgres = DSL.using(stores.postgres().unpooled(), SQLDialect.POSTGRES);
        Path firstHome = Files.createDirectory(directory.resolve("first"));
        Path secondHome = Files.createDirectory(directory.resolve("second"));
        Path keyset = directory.resolve("keyset.json");
        int port = Ports.free();
        URI shared = URI.create("http://localhost:" + port);
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo().withTimeScale(0));
                NodeProcess first =
                        new NodeProcess(
                                "first",
                                firstHome,
                                keyset,
                                port,
                                shared,
                                stores,
                                sandbox,
                                PER_SECOND)) {
            WatchedRun watched = new WatchedRun(sandbox, stores);
            first.awaitReady();
            try (NodeProcess second =
                    new NodeProcess(
                            "second",
                            secondHome,
                            keyset,
                            Ports.free(),
                            shared,
                            stores,
                            sandbox,
                            PER_SECOND)) {
                second.awaitReady();
                long run = watched.begin(first, directory);
                await().atMost(Duration.ofMinutes(1)).until(() -> sent(postgres, run) > 50);
                String sender = owner(postgres, run);
                NodeProcess dies = sender.equals(first.name()) ? first : second;

                dies.kill();

                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(owner(postgres, run)).isNotEqualTo(sender));
                int atTakeOver = sent(postgres, run);
                await().atMost(Duration.ofMinutes(1)).until(() -> sent(postgres, run) > atTakeOver);
                // the one that died comes back, as an operator would have it
                dies.startAgain();
                watched.endsWell(first, run);
            }
        }
    }

    private static int sent(DSLContext postgres, long run) {
        return postgres.fetchSingle(
                        "select count(sent_at)::int from recipient where run_id = {0}",
                        DSL.val(run))
                .into(int.class);
    }

    private static String owner(DSLContext postgres, long run) {
        return String.valueOf(
                postgres.fetchSingle("select node from run where id = {0}", DSL.val(run)).get(0));
    }
}
