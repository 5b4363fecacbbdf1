package org.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SignInThrottleTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Hand hand = new Hand();
    private final SignInThrottle throttle = new SignInThrottle(hand, 3, 5, WINDOW);

    @Test
    void anAccountWaitsUntilItsOldestFailureHasLeftTheWindow() {
        for (int failure = 0; failure < 3; failure++) {
            assertThat(throttle.wait("ann", "one")).isEmpty();
            throttle.failed("ann", "one");
            hand.move(Duration.ofMinutes(1));
        }
        assertThat(throttle.wait("ann", "two")).contains(Duration.ofMinutes(7));
        assertThat(throttle.wait("bob", "one")).isEmpty();
        hand.move(Duration.ofMinutes(7));
        assertThat(throttle.wait("ann", "two")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() {
        for (int failure = 0; failure < 5; failure++) {
            throttle.failed("account " + failure, "one");
        }
        assertThat(throttle.wait("another", "one")).contains(WINDOW);
        throttle.succeeded("account 0");
        assertThat(throttle.wait("another", "one")).contains(WINDOW);
    }

    @Test
    void aRightPasswordClearsTheAccount() {
        throttle.failed("ann", "one");
        throttle.failed("ann", "one");
        throttle.succeeded("ann");
        throttle.failed("ann", "one");
        assertThat(throttle.wait("ann", "one")).isEmpty();
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
