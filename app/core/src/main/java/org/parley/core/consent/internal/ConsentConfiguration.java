package org.parley.core.consent.internal;

import java.security.SecureRandom;
import org.jooq.DSLContext;
import org.parley.core.consent.ConsentLedger;
import org.parley.core.consent.Suppressions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentLedger consentLedger(DSLContext dsl) {
        return new ConsentLedger(new ConsentStore(dsl));
    }

    @Bean
    Suppressions suppressions(DSLContext dsl) {
        SuppressionStore store = new SuppressionStore(dsl);
        return new Suppressions(store, new StoredPepper(store, new SecureRandom()));
    }
}
