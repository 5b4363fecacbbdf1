package org.parley.core.offer;

import java.security.SecureRandom;
import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.offer.internal.OfferStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OfferConfiguration {

    @Bean
    Offers offers(DSLContext dsl, Clock clock) {
        return new Offers(new OfferStore(dsl), clock);
    }

    @Bean
    CodeIssue codeIssue() {
        return new CodeIssue(new SecureRandom());
    }

    @Bean
    Redemptions redemptions(DSLContext dsl, Clock clock) {
        return new Redemptions(dsl, clock);
    }
}
