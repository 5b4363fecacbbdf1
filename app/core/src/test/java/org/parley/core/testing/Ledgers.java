package org.parley.core.testing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jooq.DSLContext;
import org.parley.core.dispatch.Ledger;
import org.parley.core.offer.CodeIssue;

/// Ledgers of a company in Berlin whose sends take two minutes at most.
public final class Ledgers {

    private Ledgers() {}

    public static Ledger over(DSLContext dsl, Clock clock) {
        return new Ledger(
                dsl,
                clock,
                ZoneId.of("Europe/Berlin"),
                Duration.ofMinutes(2),
                new CodeIssue(new SecureRandom()));
    }
}
