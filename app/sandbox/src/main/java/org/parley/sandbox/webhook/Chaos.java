package org.parley.sandbox.webhook;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.parley.sandbox.world.Dice;

/// The weather between provider and Parley: duplicates, delays, disorder, silence, and everything
/// once more.
public final class Chaos {
    private static final List<Duration> AT_ONCE = List.of(Duration.ZERO);

    private final BiConsumer<Webhook, Duration> send;
    private final int kept;
    private final long seed;
    private final AtomicLong sequence = new AtomicLong();
    private final Object lock = new Object();
    private final ArrayDeque<Webhook> record = new ArrayDeque<>();
    private final List<Webhook> held = new ArrayList<>();
    private boolean holding;
    private volatile ChaosPlan plan = ChaosPlan.NONE;

    Chaos(BiConsumer<Webhook, Duration> send, int kept, long seed) {
        this.send = send;
        this.kept = kept;
        this.seed = seed;
    }

    public void plan(ChaosPlan plan) {
        this.plan = plan;
    }

    public ChaosPlan plan() {
        return plan;
    }

    /// Keeps every webhook back until `release`.
    public void hold() {
        synchronized (lock) {
            holding = true;
        }
    }

    /// Sends what was held, in its order, and holds no longer. Returns how many.
    public int release() {
        List<Webhook> released;
        synchronized (lock) {
            holding = false;
            released = List.copyOf(held);
            held.clear();
        }
        released.forEach(webhook -> send.accept(webhook, Duration.ZERO));
        return released.size();
    }

    public int held() {
        synchronized (lock) {
            return held.size();
        }
    }

    /// Sends every remembered webhook again, twice each and shuffled. Returns how many were sent.
    public int replayAll(long shuffleSeed) {
        List<Webhook> again = new ArrayList<>();
        for (Webhook webhook : recorded()) {
            again.add(webhook);
            again.add(webhook);
        }
        Collections.shuffle(again, new Random(shuffleSeed));
        again.forEach(webhook -> send.accept(webhook, Duration.ZERO));
        return again.size();
    }

    /// The webhooks sent so far, the oldest forgotten beyond the bound.
    public List<Webhook> recorded() {
        synchronized (lock) {
            return List.copyOf(record);
        }
    }

    /// The waits of the copies of this webhook; none while holding.
    List<Duration> waits(Webhook webhook) {
        synchronized (lock) {
            if (kept > 0) {
                if (record.size() == kept) {
                    record.removeFirst();
                }
                record.addLast(webhook);
            }
            if (holding) {
                held.add(webhook);
                return List.of();
            }
        }
        ChaosPlan now = plan;
        if (now.equals(ChaosPlan.NONE)) {
            return AT_ONCE;
        }
        Dice dice = Dice.of(seed, "chaos", Long.toString(sequence.incrementAndGet()));
        Duration first = now.wait(dice.share("wait"));
        return dice.happens("duplicate", now.duplicate())
                ? List.of(first, now.wait(dice.share("wait of the copy")))
                : List.of(first);
    }
}
