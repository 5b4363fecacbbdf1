package org.parley.core.content;

import java.time.Clock;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

    @Bean
    Messages messages(DSLContext dsl, Clock clock) {
        return new Messages(dsl, clock);
    }
}
