package org.parley.server.web.offers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.ErrorCode;
import org.parley.server.rest.TryLaterException;

/// Keeps callers from finding codes by trying: whoever asked for too many that nobody got within a
/// minute waits for its end. Callers are signed in, so that there are few. Counts on this node
/// only.
final class GuessLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final int most;
    private final Map<String, Minute> byCaller = new ConcurrentHashMap<>();

    /// @param most misses a minute
    GuessLimit(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    private record Minute(Instant ends, int misses) {}

    /// @throws TryLaterException while the caller has to wait
    void admit(String caller) {
        Minute minute = byCaller.get(caller);
        Instant now = clock.instant();
        if (minute != null && minute.misses() >= most && now.isBefore(minute.ends())) {
            throw new TryLaterException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Too many promo codes that nobody got; wait a minute",
                    Duration.between(now, minute.ends()));
        }
    }

    void missed(String caller) {
        Instant now = clock.instant();
        byCaller.compute(caller, (_, minute) -> next(minute, now));
    }

    private static Minute next(@Nullable Minute minute, Instant now) {
        return minute == null || !now.isBefore(minute.ends())
                ? new Minute(now.plus(WINDOW), 1)
                : new Minute(minute.ends(), minute.misses() + 1);
    }
}
