package org.parley.sandbox.customer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.world.Channel;
import org.parley.sandbox.world.Dice;

/// A customer's browser: opens a link as a phone would, and follows it while it stays on loopback.
final class Browser {
    private static final int MOST_REDIRECTS = 5;
    private static final String[] AGENTS = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
                + " (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36"
                + " (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
                + " (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
    };

    private final HttpOut http;

    Browser(HttpOut http) {
        this.http = http;
    }

    /// True when the link led somewhere: to a page on loopback, or to another host, which counts as
    /// visited and is not called.
    boolean open(String link, Channel channel, Dice dice) {
        // E-mail is read at desks too, chat on phones.
        int agents = channel == Channel.EMAIL ? AGENTS.length : AGENTS.length - 1;
        Map<String, String> headers =
                Map.of(
                        "User-Agent", AGENTS[dice.pick("agent", agents)],
                        "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                        "Accept-Language", "en-GB,en;q=0.9");
        try {
            return follow(URI.create(link), headers);
        } catch (IllegalArgumentException | IOException broken) {
            return false;
        }
    }

    private boolean follow(URI first, Map<String, String> headers) throws IOException {
        URI uri = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (!HttpOut.isLoopback(uri)) {
                return true;
            }
            HttpResponse<String> response = http.get(uri, headers);
            if (response.statusCode() < 300 || response.statusCode() > 399) {
                return response.statusCode() < 300;
            }
            String location = response.headers().firstValue("Location").orElse("");
            uri = uri.resolve(location);
        }
        return false;
    }
}
