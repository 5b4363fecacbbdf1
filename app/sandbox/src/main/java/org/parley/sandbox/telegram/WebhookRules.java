package org.parley.sandbox.telegram;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.http.Json;
import tools.jackson.databind.node.ObjectNode;

/// What `setWebhook` wants of an address.
final class WebhookRules {
    private static final Set<Integer> PORTS = Set.of(-1, 80, 88, 443, 8443);

    private WebhookRules() {}

    static Optional<TelegramError> check(ObjectNode request) {
        Findings findings = new Findings();
        String url = request.path("url").asString("");
        if (!Findings.isUrl(url)) {
            findings.bad("bad webhook: invalid webhook URL specified");
            return findings.first();
        }
        URI uri = URI.create(url);
        // Everything in the sandbox is on loopback without TLS, which Telegram could not reach.
        if (!HttpOut.isLoopback(uri)) {
            if (!"https".equals(uri.getScheme())) {
                findings.bad("bad webhook: An HTTPS URL must be provided for webhook");
            }
            if (!PORTS.contains(uri.getPort())) {
                findings.bad(
                        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
            }
        }
        String secret = request.path("secret_token").asString("");
        if (!Json.lacks(request, "secret_token") && !secret.matches("[A-Za-z0-9_-]{1,256}")) {
            findings.bad("secret token contains unallowed characters");
        }
        int connections = request.path("max_connections").asInt(40);
        if (connections < 1 || connections > 100) {
            findings.bad("max_connections must be within 1 and 100");
        }
        return findings.first();
    }
}
