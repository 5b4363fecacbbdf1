package org.parley.sandbox.infobip;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.sandbox.http.Json;
import org.parley.sandbox.webhook.Webhook;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Agenda;
import org.parley.sandbox.world.Channel;
import tools.jackson.databind.node.ObjectNode;

/// Collects results for a moment, so that several travel in one report, as they do with Infobip.
/// Nothing is signed; credentials inside the address are sent as HTTP Basic.
final class Reports {
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final int ATTEMPTS = 12;

    private record Line(String kind, URI to) {}

    private final Webhooks webhooks;
    private final Agenda agenda;
    private final Map<Line, List<ObjectNode>> waiting = new HashMap<>();

    Reports(Webhooks webhooks, Agenda agenda) {
        this.webhooks = webhooks;
        this.agenda = agenda;
    }

    /// @param own the address that the request named; empty uses the sender's
    void add(String kind, String own, ObjectNode result) {
        URI to =
                own.isEmpty()
                        ? webhooks.target(Channel.VIBER_BUSINESS).orElse(null)
                        : URI.create(own);
        if (to == null) {
            return;
        }
        Line line = new Line(kind, to);
        synchronized (waiting) {
            List<ObjectNode> batch = waiting.computeIfAbsent(line, _ -> new ArrayList<>());
            batch.add(result);
            if (batch.size() > 1) {
                return;
            }
        }
        agenda.in(MOMENT, () -> flush(line));
    }

    private void flush(Line line) {
        ObjectNode body = Json.object();
        synchronized (waiting) {
            List<ObjectNode> batch = waiting.remove(line);
            if (batch == null) {
                return;
            }
            batch.forEach(body.putArray("results")::add);
        }
        webhooks.post(
                new Webhook(
                        Channel.VIBER_BUSINESS,
                        line.kind(),
                        headers(line.to()),
                        Json.write(body).getBytes(StandardCharsets.UTF_8),
                        new Webhook.Route(withoutCredentials(line.to()), ATTEMPTS)));
    }

    private static Map<String, String> headers(URI to) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        if (to.getUserInfo() != null) {
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            to.getUserInfo().getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private static URI withoutCredentials(URI to) {
        return URI.create(to.toString().replaceFirst("//[^/@]*@", "//"));
    }
}
