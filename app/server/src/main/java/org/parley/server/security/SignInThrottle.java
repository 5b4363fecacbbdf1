package org.parley.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts failed sign-ins by account and by network address and asks for patience beyond a limit.
/// Bounded: it remembers the latest 10,000 of each. Counts on this node only.
final class SignInThrottle {

    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final Duration window;
    private final Failures byAccount;
    private final Failures byAddress;

    SignInThrottle(Clock clock, int perAccount, int perAddress, Duration window) {
        this.clock = clock;
        this.window = window;
        this.byAccount = new Failures(perAccount);
        this.byAddress = new Failures(perAddress);
    }

    /// How long this account or address has to wait before its next attempt; empty: it may try.
    synchronized Optional<Duration> wait(String account, String address) {
        var now = clock.instant();
        var until =
                later(byAccount.blockedUntil(account, now), byAddress.blockedUntil(address, now));
        return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    synchronized void failed(String account, String address) {
        byAccount.add(account, clock.instant());
        byAddress.add(address, clock.instant());
    }

    /// Forgets the account's failures, not those of the address: one right password must not pay
    /// for guesses at others.
    synchronized void succeeded(String account) {
        byAccount.times.remove(account);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private final class Failures {

        private final int limit;
        private final Map<String, Deque<Instant>> times =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
                        return size() > REMEMBERED;
                    }
                };

        Failures(int limit) {
            this.limit = limit;
        }

        void add(String who, Instant now) {
            var failures = times.computeIfAbsent(who, _ -> new ArrayDeque<>());
            failures.addLast(now);
            if (failures.size() > limit) {
                failures.removeFirst();
            }
        }

        /// The oldest of the last `limit` failures must leave the window first.
        Instant blockedUntil(String who, Instant now) {
            var failures = times.get(who);
            return failures == null || failures.size() < limit
                    ? now
                    : failures.getFirst().plus(window);
        }
    }
}
