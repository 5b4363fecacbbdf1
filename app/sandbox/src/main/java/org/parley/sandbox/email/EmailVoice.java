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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How people and their mailboxes treat a mail. Its reader loads the picture in it and may leave
/// with one click; the server tells what it is asked to tell. Replies go to a mailbox that the
/// sandbox does not play.
final class EmailVoice implements Voice {
    /// Apple Mail Privacy Protection.
    static final String APPLE = "Mozilla/5.0";

    static final String READER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Thunderbird/145.0";

    /// The scanner of a mail gateway.
    private static final String SCANNER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0"
                    + " Safari/537.36";

    private static final Logger log = LoggerFactory.getLogger(EmailVoice.class);

    private final HttpOut http;
    private final EspSite esp;

    EmailVoice(HttpOut http, EspSite esp) {
        this.http = http;
        this.esp = esp;
    }

    @Override
    public void delivered(Incoming message) {
        Letter letter = esp.postbag().get(message.providerMessageId()).orElse(null);
        if (letter == null) {
            return;
        }
        esp.tell(MailEvent.DELIVERED, letter);
        if (esp.quirks().prefetches()) {
            load(letter, APPLE);
            esp.tell(MailEvent.PREFETCHED, letter);
        }
        if (esp.quirks().scans()) {
            letter.view().links().forEach(this::look);
        }
    }

    @Override
    public void undelivered(Incoming message, Dice dice) {
        esp.postbag()
                .get(message.providerMessageId())
                .ifPresent(letter -> esp.tell(MailEvent.SOFT_BOUNCED, letter));
    }

    @Override
    public void read(Incoming message) {
        esp.postbag()
                .get(message.providerMessageId())
                .ifPresent(letter -> {
                    load(letter, READER);
                    esp.tell(MailEvent.OPENED, letter);
                });
    }

    private void load(Letter letter, String agent) {
        URI pixel = letter.view().pixel();
        if (pixel != null) {
            try {
                http.get(pixel, Map.of("User-Agent", agent, "Accept", "image/*"));
            } catch (IOException unreachable) {
                log.debug("A picture was not loaded: {}", unreachable.toString());
            }
        }
    }

    private void look(String link) {
        try {
            http.head(URI.create(link), Map.of("User-Agent", SCANNER));
        } catch (IOException | IllegalArgumentException unreachable) {
            log.debug("A link was not scanned: {}", unreachable.toString());
        }
    }

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
