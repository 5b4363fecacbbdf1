package org.parley.core.commerce.internal;

import org.jooq.DSLContext;
import org.parley.core.commerce.ExchangeRates;
import org.parley.core.commerce.Orders;
import org.parley.core.commerce.RateCards;
import org.parley.core.contact.PhoneNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommerceConfiguration {

    @Bean
    Orders orders(DSLContext dsl, PhoneNumbers phones) {
        return new Orders(new OrderStore(dsl), phones);
    }

    @Bean
    RateCards rateCards(DSLContext dsl) {
        return new RateCards(new RateCardStore(dsl));
    }

    @Bean
    ExchangeRates exchangeRates(DSLContext dsl) {
        return new ExchangeRates(new ExchangeRateStore(dsl));
    }
}
