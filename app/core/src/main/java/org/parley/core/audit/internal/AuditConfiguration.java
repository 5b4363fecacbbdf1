package org.parley.core.audit.internal;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.audit.AuditLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(DSLContext dsl, JsonMapper json, Clock clock) {
        return new AuditLog(new AuditStore(dsl, json, clock));
    }
}
