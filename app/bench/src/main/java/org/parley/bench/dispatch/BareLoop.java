package org.parley.bench.dispatch;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.channels.Pace;
import org.parley.channels.wire.Answer;
import org.parley.channels.wire.ProviderHttp;

/// The ceiling: the adapter's own HTTP client posts ready-made bodies from virtual threads and
/// looks at nothing but the status of the answer.
final class BareLoop {

    private final URI address;
    private final Map<String, String> headers;
    private final int inFlight;

    BareLoop(SandboxProcess sandbox, int inFlight) {
        this.address = sandbox.viber().resolve("send_message");
        this.headers = Map.of("X-Viber-Auth-Token", sandbox.token());
        this.inFlight = inFlight;
    }

    /// Posts each body once.
    ///
    /// @return messages a second
    double run(List<byte[]> bodies) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(inFlight);
        long start = System.nanoTime();
        try (ProviderHttp http = new ProviderHttp(new Pace(inFlight, 100_000))) {
            for (int i = 0; i < inFlight; i++) {
                Thread.startVirtualThread(() -> {
                    for (int n = next.getAndIncrement();
                            n < bodies.size();
                            n = next.getAndIncrement()) {
                        if (http.postJson(address, headers, bodies.get(n))
                                        instanceof Answer.Answered answer
                                && answer.status() == 200) {
                            answered.incrementAndGet();
                        }
                    }
                    done.countDown();
                });
            }
            done.await();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answered.get() != bodies.size()) {
            throw new IllegalStateException(
                    "Of %d posts of the bare loop %d were answered with 200"
                            .formatted(bodies.size(), answered.get()));
        }
        return bodies.size() / seconds;
    }
}
