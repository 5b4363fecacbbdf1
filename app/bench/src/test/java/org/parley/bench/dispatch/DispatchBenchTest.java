package org.parley.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DispatchBenchTest {

    @TempDir Path place;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSmallRunSendsEveryMessageOnceAndLeavesNothingBehind() throws Exception {
        DispatchReport report = new DispatchBench().measure(new DispatchSize(200, 1, 16), place);

        assertThat(report.faults()).isEmpty();
        assertThat(report.sent()).hasSize(1);
        assertThat(report.dispatched().median()).isPositive();
        assertThat(report.ratio()).isPositive();
        assertThat(printed(report)).contains("200 sent, accepted and told; none twice");
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static String printed(DispatchReport report) {
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
