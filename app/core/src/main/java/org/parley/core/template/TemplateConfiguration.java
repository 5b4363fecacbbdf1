package org.parley.core.template;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.channel.Channels;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {

    @Bean
    Templates templates(DSLContext dsl, Channels channels, Clock clock) {
        return new Templates(dsl, channels, clock);
    }
}
