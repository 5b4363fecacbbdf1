package org.parley.sandbox.email;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parley.sandbox.customer.Incoming;
import org.parley.sandbox.customer.QuickReply;
import org.parley.sandbox.customer.Voice;
import org.parley.sandbox.http.HttpOut;
import org.parley.sandbox.world.Dice;

/// Mail tells its sender next to nothing: no receipt, no read, and replies go to a mailbox that the
/// sandbox does not play. What it can do is the one-click exit.
final class EmailVoice implements Voice {
    private final HttpOut http;

    EmailVoice(HttpOut http) {
        this.http = http;
    }

    @Override
    public void delivered(Incoming message) {}

    @Override
    public void undelivered(Incoming message, Dice dice) {}

    @Override
    public void read(Incoming message) {}

    @Override
    public void tap(Incoming message, QuickReply reply) {}

    @Override
    public void say(String address, String text) {}

    /// RFC 8058: a form POST without cookies; anything but a 2xx, redirects included, failed.
    @Override
    public boolean optOut(Incoming message, Dice dice) {
        URI unsubscribe = message.unsubscribe();
        if (unsubscribe == null) {
            return false;
        }
        try {
            int status =
                    http.post(
                                    unsubscribe,
                                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                    "List-Unsubscribe=One-Click"
                                            .getBytes(StandardCharsets.US_ASCII))
                            .statusCode();
            return status >= 200 && status < 300;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
