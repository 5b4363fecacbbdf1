package org.parley.core.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jooq.DSLContext;
import org.parley.core.offer.CodeIssue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    /// Longer than any send may take, its wait for a turn included.
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Bean
    Ledger ledger(
            DSLContext dsl,
            Clock clock,
            @Value("${parley.business-zone:UTC}") ZoneId zone,
            CodeIssue codes) {
        return new Ledger(dsl, clock, zone, LEASE, codes);
    }

    @Bean
    Failover failover(DSLContext dsl, Clock clock) {
        return new Failover(dsl, clock);
    }

    @Bean
    Balances balances(DSLContext dsl) {
        return new Balances(dsl);
    }
}
