package org.parley.batch.intake;

import java.time.Clock;
import java.time.Duration;
import org.parley.core.tracking.WebhookProcessor;
import org.parley.core.tracking.WebhookSignal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts the intake with the application. `parley.intake.poll`: the longest time between two
/// looks.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    IntakeLoop intakeLoop(
            WebhookProcessor processor,
            WebhookSignal signal,
            Clock clock,
            @Value("${parley.intake.poll:PT0.5S}") Duration poll) {
        return new IntakeLoop(processor, signal, clock, poll);
    }
}
