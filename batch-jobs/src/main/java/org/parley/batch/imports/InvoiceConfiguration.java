package org.parley.batch.imports;

import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.analytics.invoice.Invoices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class InvoiceConfiguration {

    @Bean
    InvoiceMappings invoiceMappings(DSLContext dsl, JsonMapper json, Clock clock) {
        return new InvoiceMappings(dsl, json, clock);
    }

    @Bean
    InvoiceImports invoiceImports(
            Invoices invoices, InvoiceMappings mappings, Uploads uploads, ImportSettings settings) {
        return new InvoiceImports(invoices, mappings, uploads, settings.limits());
    }
}
