package org.parley.bench.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FunnelBenchTest {

    @TempDir Path place;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aSmallStoreIsCountedExactlyAndLeavesNothingBehind() throws Exception {
        FunnelReport report =
                new FunnelBench().measure(new FunnelSize(300_000, 2, Optional.empty()), place);

        assertThat(report.faults()).isEmpty();
        assertThat(report.weights())
                .filteredOn(weight -> weight.table().equals("message_event"))
                .singleElement()
                .satisfies(events -> assertThat(events.rows()).isBetween(250_000L, 350_000L));
        var bytes = new ByteArrayOutputStream();
        report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("every figure equals the one of the raw events");
        try (var left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aStoreThatIsKeptIsFilledOnce() throws Exception {
        Optional<Path> kept = Optional.of(place.resolve("kept"));
        var size = new FunnelSize(30_000, 1, kept);

        FunnelReport first = new FunnelBench().measure(size, place);
        FunnelReport second = new FunnelBench().measure(size, place);

        assertThat(first.told()).isPresent();
        assertThat(second.told()).isEmpty();
        assertThat(second.faults()).isEmpty();
        assertThat(second.weights()).isEqualTo(first.weights());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FunnelBench().measure(new FunnelSize(60_000, 1, kept), place))
                .withMessageContaining("give --store another directory");
    }
}
