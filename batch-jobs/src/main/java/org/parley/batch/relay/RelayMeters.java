package org.parley.batch.relay;

import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;
import static org.parley.sql.postgres.Tables.MIRROR_CHANGE;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Table;

/// How far ClickHouse is behind, and how the relay gets on. Backlogs are the same on every node,
/// the rest is this node's.
final class RelayMeters implements MeterBinder {

    /// Beyond, only "many" matters, and counting costs.
    private static final int MOST = 1_000_000;

    private final DSLContext dsl;
    private final RelayLoop loop;
    private final Clock clock;

    RelayMeters(DSLContext dsl, RelayLoop loop, Clock clock) {
        this.dsl = dsl;
        this.loop = loop;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("parley.outbox.events", this, meters -> meters.waiting(EVENT_OUTBOX))
                .description("Events that wait for ClickHouse, up to a million")
                .register(registry);
        Gauge.builder("parley.outbox.changes", this, meters -> meters.waiting(MIRROR_CHANGE))
                .description("Changes of contacts and orders that wait for ClickHouse")
                .register(registry);
        TimeGauge.builder("parley.outbox.lag", this, TimeUnit.MILLISECONDS, RelayMeters::lag)
                .description("How long the event that was written first has waited")
                .register(registry);
        FunctionCounter.builder("parley.relay.rows", loop, RelayLoop::shipped)
                .description("Events and changes that arrived in ClickHouse")
                .register(registry);
        FunctionCounter.builder("parley.relay.failures", loop, RelayLoop::failures)
                .description("Tries to ship that failed")
                .register(registry);
    }

    private double waiting(Table<?> queue) {
        return dsl.fetchCount(dsl.selectOne().from(queue).limit(MOST));
    }

    private double lag() {
        return dsl.select(EVENT_OUTBOX.RECORDED_AT)
                .from(EVENT_OUTBOX)
                .orderBy(EVENT_OUTBOX.ID)
                .limit(1)
                .fetchOptional(EVENT_OUTBOX.RECORDED_AT)
                .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()))
                .orElse(0L);
    }
}
