package org.parley.bench.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExportBenchTest {

    @TempDir Path place;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSmallFileTiesOutAndLeavesNothingBehind() throws Exception {
        ExportReport report = new ExportBench().measure(new ExportSize(5_000, 1), place);

        assertThat(report.faults()).isEmpty();
        assertThat(report.bytes()).isGreaterThan(5_000 * 50);
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }
}
