package org.parley.server.web.reconciliations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.val;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.parley.batch.reconcile.Reconciliation;
import org.parley.batch.reconcile.Reconciliations;
import org.parley.core.access.Role;
import org.parley.server.testing.Callers;
import org.parley.server.testing.ServerTest;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;

/// Asked for over HTTP, made every night, shown and measured.
@ServerTest
final class ReconciliationControllerTest {

    private static final String PATH = "/api/v1/reconciliations";

    private final Callers callers;
    private final Reconciliations reconciliations;
    private final MeterRegistry meters;
    private final Scheduler scheduler;
    private final DSLContext postgres;

    ReconciliationControllerTest(
            @Autowired Callers callers,
            @Autowired Reconciliations reconciliations,
            @Autowired MeterRegistry meters,
            @Autowired Scheduler scheduler,
            @Autowired DSLContext postgres) {
        this.callers = callers;
        this.reconciliations = reconciliations;
        this.meters = meters;
        this.scheduler = scheduler;
        this.postgres = postgres;
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
    void theNightlyOneIsScheduled() throws Exception {
        Instant next =
                scheduler
                        .getTrigger(TriggerKey.triggerKey("nightly", "reconcile"))
                        .getNextFireTime()
                        .toInstant();
        assertThat(next.atOffset(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.of(3, 20));
        assertThat(next).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void aDifferenceIsFoundShownAndAMetricUntilItIsGone() throws Exception {
        Reconciliation before = nightly();
        // other tests leave ledgers without events in these stores
        long others = unmended(before);
        int run = runOfOnePersonWithoutAnEvent();

        Reconciliation found = nightly();

        assertThat(unmended(found)).isEqualTo(others + 1);
        assertThat(found.agrees()).isFalse();
        assertThat(found.runs()).isEqualTo(Objects.requireNonNull(before.runs()) + 1);
        callers.program(Role.ANALYST)
                .get()
                .uri(PATH + "/" + found.id())
                .exchange()
                .expectBody()
                .jsonPath("$.reconciliation.startedBy")
                .isEqualTo("system")
                .jsonPath("$.lines[?(@.run == %d)].cell".formatted(run))
                .isEqualTo("assigned")
                .jsonPath("$.lines[?(@.run == %d)].expected".formatted(run))
                .isEqualTo(1)
                .jsonPath("$.lines[?(@.run == %d)].found".formatted(run))
                .isEqualTo(0);
        assertThat(meters.get("parley.reconciliation.apart").gauge().value())
                .isEqualTo((double) (others + 1));
        assertThat(meters.get("parley.reconciliation.runs").gauge().value())
                .isEqualTo((double) Objects.requireNonNull(found.runs()));
        assertThat(meters.get("parley.reconciliation.age").timeGauge().value(TimeUnit.SECONDS))
                .isBetween(0.0, 60.0);

        postgres.execute("delete from recipient where run_id = {0}", val(run));
        assertThat(unmended(nightly())).isEqualTo(others);
        assertThat(meters.get("parley.reconciliation.apart").gauge().value())
                .isEqualTo((double) others);
    }

    private Reconciliation nightly() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> meters.get("parley.outbox.events").gauge().value() == 0);
        long last =
                reconciliations.page(null, 1).items().stream().mapToLong(Reconciliation::id).sum();
        scheduler.triggerJob(JobKey.jobKey("stores", "reconcile"));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reconciliations.page(null, 1).items().stream()
                                .anyMatch(made -> made.id() > last));
        awaitAll();
        return reconciliations.page(null, 1).items().getFirst();
    }

    private static long unmended(Reconciliation made) {
        return Objects.requireNonNull(made.apart()) - Objects.requireNonNull(made.repaired());
    }

    private int runOfOnePersonWithoutAnEvent() {
        var run =
                postgres.fetchSingle(
                        """
                        with s as (insert into segment (name, rule) values ('planted', '{}') returning id),
                        m as (insert into message (name) values ('planted') returning id),
                        c as (insert into campaign (name, segment_id, message_id, seed, created_by)
                          select 'planted', s.id, m.id, 's', 'm' from s, m returning id)
                        insert into run (campaign_id, fire_time, state, started_at, snapshot_at, targeted)
                        select id, now(), 'finished', now(), now(), 1 from c
                        returning id\
                        """);
        int id = run.get(0, Integer.class);
        postgres.execute(
                """
                with c as (insert into contact (external_id) values ('planted') returning id)
                insert into recipient (run_id, ordinal, contact_id, arm, channel, state)
                select {0}, 1, id, 1, 'sms', 'pending' from c\
                """,
                val(id));
        return id;
    }

    private void awaitAll() {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reconciliations.page(null, 10).items().stream()
                                .allMatch(made -> made.finishedAt() != null));
    }
}
