package org.parley.batch.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.parley.batch.reconcile.Reconciliation.Kind;

/// Whether the stores agreed when they were last compared, and how long ago that was. Alert on
/// both: a check that never ends finds nothing.
final class ReconciliationMeters implements MeterBinder {

    private final ReconciliationStore store;
    private final Clock clock;

    ReconciliationMeters(ReconciliationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.reconciliation.apart", this, ReconciliationMeters::apart)
                .description("Figures that differed in the latest check and could not be mended")
                .register(registry);
        TimeGauge.builder(
                        "parley.reconciliation.age",
                        this,
                        TimeUnit.SECONDS,
                        ReconciliationMeters::age)
                .description("Since the latest check ended")
                .register(registry);
    }

    private double apart() {
        return store.latest(Kind.CHECK)
                .map(latest ->
                        (double)
                                (Objects.requireNonNull(latest.apart())
                                        - Objects.requireNonNull(latest.repaired())))
                .orElse(Double.NaN);
    }

    private double age() {
        return store.latest(Kind.CHECK)
                .map(latest -> {
                    Instant finished = Objects.requireNonNull(latest.finishedAt());
                    return (double) Duration.between(finished, clock.instant()).toSeconds();
                })
                .orElse(Double.NaN);
    }
}
