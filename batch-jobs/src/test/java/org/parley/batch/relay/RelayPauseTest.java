package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.sql.postgres.Tables;

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
                pause(Duration.ofSeconds(10), Duration.ZERO).during(_ -> world.events().ship());
        assertThat(shipped).isZero();
        assertThat(world.events().ship()).isEqualTo(1);
    }

    @Test
    void aBatchWithoutAnAnswerIsWaitedForAndThenGivenUp() {
        world.postgres(EVENT);
        assertThatThrownBy(
                        world.events(world.postgres, world.insertsWhereNobodyListens(), 10)::ship)
                .isInstanceOf(ClickHouseAwayException.class);
        RelayPause pause = pause(Duration.ofMillis(200), Duration.ZERO);
        assertThatThrownBy(() -> pause.during(_ -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("waits for ClickHouse's answer");
        assertThat(world.events().ship()).isEqualTo(1);
        String done = pause.during(_ -> "done");
        assertThat(done).isEqualTo("done");
    }

    @Test
    void theRelayShipsBetweenTwoPauses() throws Exception {
        RelayPause pause = pause(Duration.ofSeconds(20), Duration.ofSeconds(1));
        try (var _ = running(10_000)) {
            for (int times = 0; times < 3; times++) {
                long waiting =
                        pause.during(_ -> {
                            world.postgres(EVENT);
                            return world.waiting("event_outbox");
                        });
                assertThat(waiting).as("the event of the pause before has left").isEqualTo(1);
            }
        }
    }

    @Test
    void pausesAreReachedWhileTheRelayHasMuchToShip() throws Exception {
        world.postgres(
                "insert into event_outbox (kind, occurred_at, run_id, ordinal, contact_id, arm)"
                        + " select 'sent', now(), 1, i, 1, 1 from generate_series(1, 80000) i");
        RelayPause pause = pause(Duration.ofSeconds(20), Duration.ofMillis(1));
        List<Long> waiting = new ArrayList<>();
        try (var _ = running(10_000)) {
            for (int times = 0; times < 4; times++) {
                waiting.add(pause.during(still -> (long) still.fetchCount(Tables.EVENT_OUTBOX)));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> world.waiting("event_outbox") == 0);
        }
        assertThat(waiting).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(world.clickHouse("select count() from message_event")).containsExactly("80000");
    }

    @Test
    void whoKeepsTheRelayForTooLongIsNamed() {
        RelayPause pause = pause(Duration.ofMillis(200), Duration.ZERO);
        world.postgres.transaction(tx -> {
            EventRelay.waitAlone(tx.dsl());
            assertThatThrownBy(() -> pause.during(_ -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has been shipping");
        });
        boolean done = pause.during(_ -> true);
        assertThat(done).isTrue();
    }

    @Test
    void workLearnsThatTheRelayIsNoLongerHeld() {
        RelayPause pause = pause(Duration.ofSeconds(10), Duration.ZERO);
        assertThatThrownBy(() ->
                        pause.during(still -> {
                            Integer session =
                                    still.select(field("pg_backend_pid()", Integer.class))
                                            .fetchSingle()
                                            .value1();
                            world.postgres("select pg_terminate_backend({0})", val(session));
                            world.postgres(EVENT);
                            assertThat(world.events().ship()).isEqualTo(1);
                            return still.selectOne().fetch();
                        }))
                .isInstanceOf(DataAccessException.class);
    }

    private RelayPause pause(Duration patience, Duration rest) {
        return new RelayPause(world.postgres, patience, rest);
    }

    private AutoCloseable running(int batchSize) {
        RelayLoop loop =
                new RelayLoop(
                        world.events(world.postgres, world.inserts, batchSize),
                        world.mirrors(),
                        () -> true);
        loop.start();
        return loop::stop;
    }
}
