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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.batch.reconcile.Reconciliation.Kind;

/// Whether the stores agreed when they were last compared, how much that was, and how long ago.
/// Alert on all: a check that never ends, or compares nothing, finds nothing.
final class ReconciliationMeters implements MeterBinder {

    private final ReconciliationStore store;
    private final Clock clock;
    private final Instant began;

    ReconciliationMeters(ReconciliationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.began = clock.instant();
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
                .description(
                        "Since the latest check with a result ended; without any, since the first was"
                                + " started, or this node")
                .register(registry);
        Gauge.builder("parley.reconciliation.runs", this, meters -> meters.of(Reconciliation::runs))
                .description("Runs that the latest check compared")
                .register(registry);
        Gauge.builder(
                        "parley.reconciliation.moving",
                        this,
                        meters -> meters.of(Reconciliation::moving))
                .description("Runs that the latest check left out: events of theirs were waiting")
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

    private double of(Function<Reconciliation, @Nullable Integer> figure) {
        return store.latest(Kind.CHECK)
                .map(latest -> Objects.requireNonNull(figure.apply(latest)).doubleValue())
                .orElse(Double.NaN);
    }

    private double age() {
        Instant since =
                store.latest(Kind.CHECK)
                        .map(Reconciliation::finishedAt)
                        .or(() -> store.first(Kind.CHECK))
                        .orElse(began);
        return Duration.between(since, clock.instant()).toSeconds();
    }
}
