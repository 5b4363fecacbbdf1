package org.parley.server.endtoend;

import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sql.StoreAddresses;
import org.parley.sql.testing.TestStores;

/// The process is killed at random moments of a run and started again each time.
class CrashTest {

    private static final int KILLS = Integer.getInteger("parley.proof.kills", 5);
    private static final int PER_SECOND = 20;

    @TempDir Path directory;

    @Test
    void killsLoseNothingAndSendNothingTwice() throws Exception {
        StoreAddresses stores = TestStores.fresh();
        long seed = System.nanoTime();
        System.out.println("CrashTest: seed " + seed);
        Random moments = new Random(seed);
        int port = Ports.free();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.demo().withTimeScale(0));
                NodeProcess node =
                        new NodeProcess(
                                "only",
                                directory,
                                directory.resolve("keyset.json"),
                                port,
                                URI.create("http://localhost:" + port),
                                stores,
                                sandbox,
                                PER_SECOND)) {
            WatchedRun watched = new WatchedRun(sandbox, stores);
            long run = watched.begin(node, directory);
            for (int kill = 1; kill <= KILLS; kill++) {
                node.awaitReady();
                TimeUnit.MILLISECONDS.sleep(moments.nextLong(1, 2_500));
                node.kill();
                node.startAgain();
            }
            watched.endsWell(node, run);
        }
    }
}
