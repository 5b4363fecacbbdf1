package org.parley.channels.email;

import java.time.Duration;

/// How connections are used.
final class EmailLimits {

    /// Servers close after a number of mails; we do it first, at rest. Postfix's and most
    /// providers' default is 100 or more.
    static final int MAILS_PER_CONNECTION = 100;

    /// RFC 5321 gives an idle client 5 minutes; many servers less.
    static final Duration IDLE = Duration.ofSeconds(20);

    private EmailLimits() {}
}
