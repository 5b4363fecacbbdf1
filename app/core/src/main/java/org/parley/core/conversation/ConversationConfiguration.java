package org.parley.core.conversation;

import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires conversations.
@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {

    @Bean
    Conversations conversations(DSLContext dsl) {
        return new Conversations(dsl);
    }
}
