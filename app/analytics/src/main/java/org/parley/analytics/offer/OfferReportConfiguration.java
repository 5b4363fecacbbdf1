package org.parley.analytics.offer;

import org.jooq.DSLContext;
import org.parley.analytics.offer.internal.CodeFigures;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OfferReportConfiguration {

    @Bean
    RunCodes runCodes(DSLContext postgres) {
        return new RunCodes(new CodeFigures(postgres));
    }
}
