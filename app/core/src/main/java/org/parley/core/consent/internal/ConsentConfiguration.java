package org.parley.core.consent.internal;

import org.jooq.DSLContext;
import org.parley.core.consent.ConsentLedger;
import org.parley.core.consent.Suppressions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    ConsentLedger consentLedger(DSLContext dsl) {
        return new ConsentLedger(new ConsentStore(dsl));
    }

    @Bean
    Suppressions suppressions(DSLContext dsl, JsonMapper json) {
        return new Suppressions(new SuppressionStore(dsl, json));
    }
}
