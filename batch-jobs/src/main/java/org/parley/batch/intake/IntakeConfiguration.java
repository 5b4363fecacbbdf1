package org.parley.batch.intake;

import java.time.Clock;
import java.time.Duration;
import org.parley.core.tracking.WebhookProcessor;
import org.parley.core.tracking.WebhookSignal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts the intake with the application.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /// The longest time between two looks.
    private static final Duration POLL = Duration.ofMillis(500);

    @Bean
    IntakeLoop intakeLoop(WebhookProcessor processor, WebhookSignal signal, Clock clock) {
        return new IntakeLoop(processor, signal, clock, POLL);
    }
}
