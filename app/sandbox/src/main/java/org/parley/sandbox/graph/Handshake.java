package org.parley.sandbox.graph;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.webhook.Webhooks;
import org.parley.sandbox.world.Channel;

/// Meta's handshake: a GET with a challenge that the receiver must repeat before anything is
/// posted.
public final class Handshake {
    private static final String CHALLENGE = "1158201444";

    private final Channel channel;
    private final HttpOut http;
    private final Webhooks webhooks;
    private final String verifyToken;

    public Handshake(Channel channel, HttpOut http, Webhooks webhooks, String verifyToken) {
        this.channel = channel;
        this.http = http;
        this.webhooks = webhooks;
        this.verifyToken = verifyToken;
    }

    /// Makes this the webhook of the channel. Empty when it stands, else the trouble.
    public Optional<String> subscribe(URI webhook) {
        return subscribe(webhook, verifyToken);
    }

    /// The same with another token than the account's, as an API call may ask for.
    public Optional<String> subscribe(URI webhook, String verifyToken) {
        String query =
                "hub.mode=subscribe&hub.challenge=%s&hub.verify_token=%s"
                        .formatted(
                                CHALLENGE, URLEncoder.encode(verifyToken, StandardCharsets.UTF_8));
        String separator = webhook.getRawQuery() == null ? "?" : "&";
        try {
            HttpResponse<String> answer =
                    http.get(URI.create(webhook + separator + query), Map.of());
            if (answer.statusCode() != 200) {
                return Optional.of("the webhook answered " + answer.statusCode());
            }
            if (!answer.body().strip().equals(CHALLENGE)) {
                return Optional.of("the webhook did not repeat the challenge");
            }
        } catch (IOException e) {
            return Optional.of("the webhook cannot be reached: " + e.getMessage());
        }
        webhooks.target(channel, webhook);
        return Optional.empty();
    }
}
