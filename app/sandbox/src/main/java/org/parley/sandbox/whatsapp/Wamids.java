package org.parley.sandbox.whatsapp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Message ids in the shape of Meta's: `wamid.` and a Base64 text that holds the number and 18
/// hexadecimal digits.
final class Wamids {
    private static final int COUNTER_BITS = 22;

    private final AtomicLong last;

    Wamids(Clock clock) {
        this.last = new AtomicLong(clock.millis() << COUNTER_BITS);
    }

    String next(String waId) {
        String unique = String.format(Locale.ROOT, "%018X", last.incrementAndGet());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(48);
        bytes.write(0x1c);
        bytes.write(0x18);
        bytes.write(waId.length());
        bytes.writeBytes(waId.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, 0x11, 0x18, 0x12});
        bytes.writeBytes(unique.getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
