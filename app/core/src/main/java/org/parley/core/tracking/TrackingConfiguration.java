package org.parley.core.tracking;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import org.jooq.DSLContext;
import org.parley.core.channel.Channels;
import org.parley.core.tracking.internal.LinkKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires tracking. `parley.public-url` is where people reach this installation from outside.
@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    @Bean
    LinkKey linkKey(DSLContext dsl) {
        return new LinkKey(dsl, new SecureRandom());
    }

    @Bean
    TrackingLinks trackingLinks(
            @Value("${parley.public-url:http://localhost:8080}") URI address, LinkKey key) {
        return new TrackingLinks(address, key);
    }

    @Bean
    UnsubscribeLinks unsubscribeLinks(
            @Value("${parley.public-url:http://localhost:8080}") URI address, LinkKey key) {
        return new UnsubscribeLinks(address, key);
    }

    @Bean
    OpenLinks openLinks(
            @Value("${parley.public-url:http://localhost:8080}") URI address, LinkKey key) {
        return new OpenLinks(address, key);
    }

    @Bean
    MachineRuleSets machineRuleSets(DSLContext dsl, Clock clock) {
        return new MachineRuleSets(dsl, clock);
    }

    @Bean
    Opens opens(DSLContext dsl, MachineRuleSets rules) {
        return new Opens(dsl, rules);
    }

    @Bean
    Clicks clicks(DSLContext dsl, MachineRuleSets rules) {
        return new Clicks(dsl, rules);
    }

    @Bean
    Unsubscribes unsubscribes(DSLContext dsl, Clock clock) {
        return new Unsubscribes(dsl, clock);
    }

    @Bean
    WebhookSignal webhookSignal() {
        return new WebhookSignal();
    }

    @Bean
    Webhooks webhooks(DSLContext dsl, Channels channels, Clock clock, WebhookSignal signal) {
        return new Webhooks(dsl, channels, clock, signal);
    }

    @Bean
    WebhookProcessor webhookProcessor(DSLContext dsl, Channels channels, Clock clock) {
        return new WebhookProcessor(dsl, channels, clock);
    }
}
