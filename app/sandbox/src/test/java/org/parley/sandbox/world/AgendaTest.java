package org.parley.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgendaTest {

    @ParameterizedTest
    @CsvSource({
        // time scale, first look, customer's own pause, not sooner than
        "0, PT0.2S, PT1M, PT0.2S",
        "0.01, PT0.2S, PT1S, PT0.2S",
        "0.01, PT0.01S, PT30S, PT0.3S",
    })
    void nobodyLooksSoonerThanTheFirstLook(
            double timeScale, Duration firstLook, Duration pause, Duration least) throws Exception {
        try (Agenda agenda = new Agenda(timeScale, firstLook, 1, 10)) {
            AtomicLong looked = new AtomicLong();
            long began = System.nanoTime();
            agenda.atFirstLook(pause, () -> looked.set(System.nanoTime()));
            assertThat(agenda.awaitQuiet(Duration.ofSeconds(20))).isTrue();
            assertThat(Duration.ofNanos(looked.get() - began)).isGreaterThanOrEqualTo(least);
        }
    }
}
