package org.parley.bench.dispatch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.parley.bench.Workplace;
import org.parley.sandbox.Sandbox;
import org.parley.sandbox.SandboxSettings;
import org.parley.sandbox.world.Channel;

/// The provider's side in a process of its own: prints its address, then answers each line that it
/// reads with the number of Viber messages accepted so far. Ends when its input does, so that it
/// never outlives the benchmark.
final class SandboxChild {

    private SandboxChild() {}

    public static void main(String[] args) throws IOException {
        Workplace.quiet();
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forBenchmarks());
                BufferedReader questions =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            sandbox.viberWebhook(sandbox.discardUri());
            System.out.println(sandbox.viberBaseUri());
            while (questions.readLine() != null) {
                System.out.println(sandbox.received().total(Channel.VIBER));
            }
        }
    }
}
