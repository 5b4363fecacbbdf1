package org.parley.batch.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayLoopTest {

    private final RelayWorld world = new RelayWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theLoopShipsWhatComes() {
        RelayLoop loop = new RelayLoop(world.events(), world.mirrors(), () -> true);
        loop.start();
        try {
            world.tell(3);
            world.postgres("insert into contact (external_id) values ('ana')");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            world.waiting("event_outbox") == 0
                                    && world.waiting("mirror_change") == 0);
        } finally {
            loop.stop();
        }
        assertThat(loop.isRunning()).isFalse();
        assertThat(world.clickHouse("select kind from message_event")).hasSize(3);
        assertThat(world.clickHouse("select id from contact final")).containsExactly("1");
    }

    @Test
    void theLoopWaitsForTheSchema() {
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean migrated = new AtomicBoolean();
        RelayLoop loop =
                new RelayLoop(
                        world.events(),
                        world.mirrors(),
                        () -> {
                            asked.incrementAndGet();
                            return migrated.get();
                        });
        world.tell(3);
        loop.start();
        try {
            Awaitility.await().until(() -> asked.get() > 2);
            assertThat(world.waiting("event_outbox")).isEqualTo(3);
            migrated.set(true);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> world.waiting("event_outbox") == 0);
        } finally {
            loop.stop();
        }
        assertThat(loop.shipped()).isEqualTo(3);
    }
}
