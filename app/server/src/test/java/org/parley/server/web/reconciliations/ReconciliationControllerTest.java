package org.parley.server.web.reconciliations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.parley.batch.reconcile.Reconciliations;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.Autowired;

/// Asked for over HTTP, made every night, shown and measured.
@ServerTest
final class ReconciliationControllerTest {

    private static final String PATH = "/api/v1/reconciliations";

    private final Callers callers;
    private final Reconciliations reconciliations;
    private final MeterRegistry meters;
    private final Scheduler scheduler;

    ReconciliationControllerTest(
            @Autowired Callers callers,
            @Autowired Reconciliations reconciliations,
            @Autowired MeterRegistry meters,
            @Autowired Scheduler scheduler) {
        this.callers = callers;
        this.reconciliations = reconciliations;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    @Test
    void anAdministratorHasOneMadeAndAnalystsSeeWhatItFound() {
        for (String kind : new String[] {"check", "rebuild"}) {
            callers.program(Role.ANALYST)
                    .post()
                    .uri(PATH)
                    .body(Map.of("kind", kind))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            var location =
                    callers.program(Role.ADMIN)
                            .post()
                            .uri(PATH)
                            .body(Map.of("kind", kind))
                            .exchange()
                            .expectStatus()
                            .isCreated()
                            .returnResult()
                            .getResponseHeaders()
                            .getLocation();
            awaitAll();
            callers.program(Role.ANALYST)
                    .get()
                    .uri(Objects.requireNonNull(location).getPath())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.reconciliation.kind")
                    .isEqualTo(kind)
                    .jsonPath("$.reconciliation.cells")
                    .isNumber()
                    .jsonPath("$.reconciliation.finishedAt")
                    .isNotEmpty()
                    .jsonPath("$.lines")
                    .isArray();
        }
        callers.program(Role.FINANCE).get().uri(PATH).exchange().expectStatus().isForbidden();
        callers.program(Role.ADMIN)
                .post()
                .uri(PATH)
                .body(Map.of("kind", "guess"))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void theNightlyOneIsScheduledAndItsResultIsAMetric() throws Exception {
        scheduler.triggerJob(JobKey.jobKey("stores", "reconcile"));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reconciliations.page(null, 10).items().stream()
                                .anyMatch(made ->
                                        made.startedBy().equals(Reconciliations.SYSTEM)
                                                && made.finishedAt() != null));
        // other tests leave ledgers without events in these stores
        assertThat(meters.get("parley.reconciliation.apart").gauge().value()).isNotNegative();
        assertThat(meters.get("parley.reconciliation.age").timeGauge().value()).isNotNegative();
        assertThat(meters.get("parley.outbox.events").gauge().value()).isNotNegative();
        assertThat(meters.get("parley.outbox.lag").timeGauge().value()).isNotNegative();
        assertThat(meters.get("parley.relay.failures").functionCounter().count()).isNotNegative();
    }

    private void awaitAll() {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reconciliations.page(null, 10).items().stream()
                                .allMatch(made -> made.finishedAt() != null));
    }
}
