package org.parley.core.audience;

import java.time.Clock;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AudienceConfiguration {

    @Bean
    Segments segments(
            DSLContext postgres, @Qualifier("clickHouse") DSLContext clickHouse, Clock clock) {
        return new Segments(postgres, clickHouse, clock);
    }
}
