package org.parley.core.tracking.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Lets callers that come at the same time share one transaction: while one commits, the next ones
/// gather. Nobody waits for company, so that a lone caller pays nothing; under load the cost of a
/// commit is split among all that came during the one before.
///
/// A caller returns only after its own commit. A batch that fails is tried again one by one, so
/// that a bad item fails alone.
///
/// @param <I> what is stored
/// @param <O> what its caller gets back
public final class GroupCommit<I, O> {

    private record Waiting<I, O>(I item, CompletableFuture<O> result) {}

    private final ConcurrentLinkedQueue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final int largest;
    private final Function<List<I>, List<O>> commit;

    /// @param largest most items of one transaction, at least 1
    /// @param commit stores a batch durably and answers one result an item, in order
    public GroupCommit(int largest, Function<List<I>, List<O>> commit) {
        this.largest = largest;
        this.commit = commit;
    }

    public O submit(I item) {
        Waiting<I, O> waiting = new Waiting<>(item, new CompletableFuture<>());
        queue.add(waiting);
        wake();
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void wake() {
        if (busy.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::work);
        }
    }

    private void work() {
        try {
            List<Waiting<I, O>> batch = next();
            while (!batch.isEmpty()) {
                together(batch);
                batch = next();
            }
        } finally {
            busy.set(false);
        }
        // Whoever queued between the last look and the flag found it busy.
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private List<Waiting<I, O>> next() {
        List<Waiting<I, O>> batch = new ArrayList<>();
        while (batch.size() < largest) {
            Waiting<I, O> waiting = queue.poll();
            if (waiting == null) {
                break;
            }
            batch.add(waiting);
        }
        return batch;
    }

    private void together(List<Waiting<I, O>> batch) {
        try {
            complete(batch);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().result().completeExceptionally(e);
            } else {
                oneByOne(batch);
            }
        }
    }

    private void oneByOne(List<Waiting<I, O>> batch) {
        int failures = 0;
        RuntimeException last = new IllegalStateException("Nothing failed yet");
        for (Waiting<I, O> waiting : batch) {
            if (failures > 1) {
                // More than one bad item is an outage: its end is not awaited once per caller.
                waiting.result().completeExceptionally(last);
                continue;
            }
            try {
                complete(List.of(waiting));
            } catch (RuntimeException e) {
                failures++;
                last = e;
                waiting.result().completeExceptionally(e);
            }
        }
    }

    private void complete(List<Waiting<I, O>> batch) {
        List<O> results = commit.apply(batch.stream().map(Waiting::item).toList());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result().complete(results.get(i));
        }
    }
}
