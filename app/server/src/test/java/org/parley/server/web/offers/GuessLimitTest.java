package org.parley.server.web.offers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.parley.server.rest.TryLaterException;

class GuessLimitTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));
    private final GuessLimit limit =
            new GuessLimit(
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return now.get();
                        }

                        @Override
                        public ZoneOffset getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    },
                    3);

    @Test
    void whoMissesTooOftenWaitsForTheEndOfTheMinuteAndNobodyElseDoes() {
        for (int miss = 0; miss < 3; miss++) {
            limit.admit("key:till");
            limit.missed("key:till");
        }
        assertThatThrownBy(() -> limit.admit("key:till")).isInstanceOf(TryLaterException.class);
        assertThatCode(() -> limit.admit("key:other")).doesNotThrowAnyException();

        now.updateAndGet(then -> then.plus(Duration.ofSeconds(59)));
        assertThatThrownBy(() -> limit.admit("key:till")).isInstanceOf(TryLaterException.class);
        now.updateAndGet(then -> then.plus(Duration.ofSeconds(1)));
        assertThatCode(() -> limit.admit("key:till")).doesNotThrowAnyException();
        limit.missed("key:till");
        assertThatCode(() -> limit.admit("key:till")).doesNotThrowAnyException();
    }
}
