package org.parley.bench.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SegmentBenchTest {

    @TempDir Path place;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aSmallStoreIsPreviewedExactlyAndLeavesNothingBehind() throws Exception {
        SegmentReport report = new SegmentBench().measure(new SegmentSize(30_000, 2), place);

        assertThat(report.faults()).isEmpty();
        assertThat(report.people()).isBetween(100L, 10_000L);
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }
}
