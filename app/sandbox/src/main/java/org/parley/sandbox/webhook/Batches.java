package org.parley.sandbox.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.parley.sandbox.world.Agenda;
import tools.jackson.databind.node.ObjectNode;

/// Collects events for a moment and posts them together, as Meta and LINE do under load.
public final class Batches {
    /// Meta allows 1,000 updates; smaller batches make more of them.
    private static final int MOST = 100;

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final Agenda agenda;
    private final Consumer<List<ObjectNode>> post;
    private List<ObjectNode> waiting = new ArrayList<>();

    public Batches(Agenda agenda, Consumer<List<ObjectNode>> post) {
        this.agenda = agenda;
        this.post = post;
    }

    public void add(ObjectNode event) {
        boolean first;
        List<ObjectNode> full = List.of();
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(event);
            if (waiting.size() >= MOST) {
                full = takeAll();
            }
        }
        if (!full.isEmpty()) {
            post.accept(full);
        } else if (first) {
            // The flush is on the agenda, so that the sandbox is not quiet before it.
            agenda.in(MOMENT, this::flush);
        }
    }

    private void flush() {
        List<ObjectNode> batch;
        synchronized (this) {
            batch = takeAll();
        }
        if (!batch.isEmpty()) {
            post.accept(batch);
        }
    }

    private List<ObjectNode> takeAll() {
        List<ObjectNode> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }
}
