package org.parley.sandbox.whatsapp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Collects statuses for a moment and posts them together, as Meta does under load.
final class StatusBatches {
    /// Meta allows 1,000 updates; smaller batches make more of them.
    private static final int MOST = 100;

    private static final Duration MOMENT = Duration.ofMillis(20);

    private final WhatsAppNumber number;
    private final Webhooks webhooks;
    private final Agenda agenda;
    private List<ObjectNode> waiting = new ArrayList<>();

    StatusBatches(WhatsAppNumber number, Webhooks webhooks, Agenda agenda) {
        this.number = number;
        this.webhooks = webhooks;
        this.agenda = agenda;
    }

    void add(ObjectNode status) {
        boolean first;
        List<ObjectNode> full = List.of();
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.add(status);
            if (waiting.size() >= MOST) {
                full = takeAll();
            }
        }
        if (!full.isEmpty()) {
            post(full);
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
            post(batch);
        }
    }

    private List<ObjectNode> takeAll() {
        List<ObjectNode> all = waiting;
        waiting = new ArrayList<>();
        return all;
    }

    private void post(List<ObjectNode> batch) {
        ObjectNode value = number.value();
        ArrayNode statuses = value.putArray("statuses");
        batch.forEach(statuses::add);
        webhooks.post(number.sign("messages", value));
    }
}
