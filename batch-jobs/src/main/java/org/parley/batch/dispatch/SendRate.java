package org.parley.batch.dispatch;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.parley.core.channel.Capabilities;
import org.parley.core.channel.ChannelAdapter;
import org.parley.core.kernel.Channel;

/// How fast and how many at a time each account of this node may be called, over all runs.
final class SendRate {

    private final Map<Account, Gate> gates = new ConcurrentHashMap<>();

    /// An account at its pace: with another pace it gets another gate.
    private record Account(Channel channel, String name, int concurrency, int perSecond) {
        static Account of(ChannelAdapter adapter) {
            Capabilities can = adapter.capabilities();
            return new Account(
                    adapter.channel(), adapter.account(), can.concurrency(), can.perSecond());
        }
    }

    private record Gate(Semaphore inFlight, Bucket perSecond) {
        static Gate of(Account account) {
            int rate = account.perSecond();
            return new Gate(
                    new Semaphore(account.concurrency()),
                    Bucket.builder()
                            .addLimit(limit ->
                                    // a tenth of a second's worth may burst, the rest is spread
                                    limit.capacity(Math.max(1, rate / 10))
                                            .refillGreedy(rate, Duration.ofSeconds(1)))
                            .build());
        }
    }

    interface Call<T> {
        T send();
    }

    /// Waits for its turn, then calls.
    ///
    /// @throws InterruptedException when the node stops; nothing was called
    <T> T paced(ChannelAdapter adapter, Call<T> call) throws InterruptedException {
        Gate gate = gates.computeIfAbsent(Account.of(adapter), Gate::of);
        gate.inFlight().acquire();
        try {
            gate.perSecond().asBlocking().consume(1);
            return call.send();
        } finally {
            gate.inFlight().release();
        }
    }
}
