package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayPauseTest {

    private static final String EVENT =
            "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm) values ('sent', now(), 1, 1, 1, 1)";

    private final RelayWorld world = new RelayWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingLeavesWhileItLasts() {
        world.postgres(EVENT);
        int shipped =
                new RelayPause(world.postgres, Duration.ofSeconds(10))
                        .during(_ -> world.events().ship());
        assertThat(shipped).isZero();
        assertThat(world.events().ship()).isEqualTo(1);
    }

    @Test
    void aBatchWithoutAnAnswerIsWaitedForAndThenGivenUp() {
        world.postgres(EVENT);
        assertThatThrownBy(
                        world.events(world.postgres, world.insertsWhereNobodyListens(), 10)::ship)
                .isInstanceOf(ClickHouseAwayException.class);
        RelayPause pause = new RelayPause(world.postgres, Duration.ofMillis(200));
        assertThatThrownBy(() -> pause.during(_ -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for ClickHouse's answer");
        assertThat(world.events().ship()).isEqualTo(1);
        String done = pause.during(_ -> "done");
        assertThat(done).isEqualTo("done");
    }
}
