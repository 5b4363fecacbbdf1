package org.parley.bench.relay;

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

class RelayBenchTest {

    @TempDir Path place;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSmallRunShipsEveryRowOnceAndLeavesNothingBehind() throws Exception {
        RelayReport report = new RelayBench().measure(new RelaySize(6_000, 1, 2_500), place);

        assertThat(report.faults()).isEmpty();
        assertThat(report.cells()).isPositive();
        assertThat(report.ratio()).isPositive();
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("every row once and equal");
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }
}
