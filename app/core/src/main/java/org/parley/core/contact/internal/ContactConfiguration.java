package org.parley.core.contact.internal;

import org.jooq.DSLContext;
import org.parley.core.contact.Contacts;
import org.parley.core.contact.PhoneNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ContactConfiguration {

    @Bean
    Contacts contacts(DSLContext dsl, JsonMapper json) {
        return new Contacts(new ContactStore(dsl, json));
    }

    @Bean
    PhoneNumbers phoneNumbers() {
        return new PhoneNumbers();
    }
}
