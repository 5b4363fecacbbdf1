package org.parley.server.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Reads a body within bounds of size and time. The connector bounds the wait for each piece; this
/// bounds their sum, so that a drip of bytes cannot hold a request open for long.
final class BoundedBody {

    private static final int PIECE = 16 * 1024;

    /// The body came too slowly; answer 408.
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;

        TooSlow() {
            super("The body did not arrive in time");
        }
    }

    private BoundedBody() {}

    /// @param limit most bytes to keep; one more is read where there are more, so that the caller
    ///   sees that
    /// @throws TooSlow where it is not there within `patience`
    static byte[] read(InputStream in, int limit, Duration patience, Clock clock)
            throws IOException {
        Instant end = clock.instant().plus(patience);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        while (body.size() <= limit) {
            int read = in.read(piece, 0, Math.min(piece.length, limit + 1 - body.size()));
            if (read < 0) {
                break;
            }
            body.write(piece, 0, read);
            if (clock.instant().isAfter(end)) {
                throw new TooSlow();
            }
        }
        return body.toByteArray();
    }
}
