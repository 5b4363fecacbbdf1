package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.reconcile.Reconciliation.Kind;
import org.parley.batch.testing.TestJobs;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;

/// The jobs as they are configured, run in the caller's thread.
class ReconciliationsTest {

    private final ReconcileWorld world = new ReconcileWorld();
    private final ReconciliationLock otherNode = new ReconciliationLock(world.ledger);
    // gauges hold on to it weakly
    private final ReconciliationMeters gauges = new ReconciliationMeters(world.store, world.clock);
    private Reconciliations reconciliations;

    @BeforeEach
    void configure() throws Exception {
        var repository = TestJobs.repository(world.ledger);
        var lock = new ReconciliationLock(world.ledger);
        var configuration = new ReconcileConfiguration();
        reconciliations =
                configuration.reconciliations(
                        world.store,
                        lock,
                        TestJobs.operator(repository, world.ledger),
                        configuration.reconciliationJob(
                                repository,
                                world.store,
                                lock,
                                world.postgres,
                                world.clickHouse,
                                world.pause,
                                world.rollups,
                                world.audit,
                                world.clock),
                        configuration.rollupRebuildJob(
                                repository,
                                world.store,
                                lock,
                                world.pause,
                                world.rollups,
                                world.clock));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void oneIsMadeAtATimeOverAllNodes() {
        assertThat(otherNode.take()).isTrue();
        assertThat(reconciliations.tryStart(Kind.CHECK, "ana")).isEmpty();
        assertThatThrownBy(() -> reconciliations.start(Kind.REBUILD, "ana"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CONFLICT));
        otherNode.release(0);
        for (Kind kind : Kind.values()) {
            Reconciliation made = reconciliations.start(kind, "ana");
            assertThat(made.agrees()).isTrue();
            assertThat(made.cells()).isGreaterThan(700);
            assertThat(made.problem()).isNull();
        }
    }

    @Test
    void whatADeadNodeLeftIsTakenOver() {
        assertThat(otherNode.take()).isTrue();
        long left = world.store.begin(Kind.CHECK, "ana");
        otherNode.belongsTo(left);
        world.postgres.execute(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()"
                        + " and database = (select oid from pg_database where datname = current_database())");

        Reconciliation next = reconciliations.start(Kind.CHECK, "bo");

        assertThat(next.agrees()).isTrue();
        Reconciliation abandoned = reconciliations.get(left);
        assertThat(abandoned.problem()).contains("interrupted");
        assertThat(abandoned.finishedAt()).isNotNull();
        assertThat(world.store.finish(left, Result.NOTHING))
                .as("it is not dead after all")
                .isFalse();
        world.store.fail(left, "late");
        assertThat(reconciliations.get(left)).isEqualTo(abandoned);
        otherNode.release(left);
    }

    @Test
    void whatFailsSaysSoAndLetsOthersTry() {
        world.clickHouse.execute("rename table funnel_day to away");
        Reconciliation made = reconciliations.start(Kind.CHECK, "ana");
        assertThat(made.problem()).contains("no result");
        assertThat(made.finishedAt()).isNotNull();
        assertThat(made.cells()).isNull();
        world.clickHouse.execute("rename table away to funnel_day");
        assertThat(reconciliations.start(Kind.CHECK, "ana").agrees()).isTrue();
    }

    @Test
    void aResultStandsWhateverBecomesOfOldEvents() {
        world.clickHouse.execute(
                "insert into message_event (kind, run_id, ordinal, event_id, occurred_at) select 'failed', 8, 1, 900000, now64(3) - interval 27 month");
        world.postgres.execute(
                "alter table audit_entry add constraint away check (action <> 'events.forget')");
        Reconciliation made = reconciliations.start(Kind.CHECK, "ana");
        assertThat(made.agrees()).isTrue();
        assertThat(made.runs()).isEqualTo(2);
        assertThat(made.problem()).contains("Old events could not be removed");
        world.postgres.execute("alter table audit_entry drop constraint away");
        assertThat(reconciliations.start(Kind.CHECK, "ana").problem()).isNull();
        assertThat(world.audit.page(null, 20).items())
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("events.forget");
                    assertThat(entry.actor()).isEqualTo(Reconciliations.SYSTEM);
                });
    }

    @Test
    void metersTellWhatTheLatestCheckComparedAndWhenNoneHasAResult() {
        MeterRegistry meters = new SimpleMeterRegistry();
        gauges.bindTo(meters);
        assertThat(age(meters)).as("since this node started").isBetween(0.0, 60.0);
        assertThat(value(meters, "runs")).isNaN();
        long first = world.store.begin(Kind.CHECK, "ana");
        world.store.fail(first, "no");
        world.postgres.execute(
                "update reconciliation set started_at = started_at - interval '3 days'");
        assertThat(age(meters)).as("since the first was started").isGreaterThan(259_000);

        world.postgres.execute("update recipient set price = 1 where run_id = 1 and ordinal = 40");
        world.postgres.execute(
                "update recipient set read_at = now() where run_id = 2 and ordinal = 9");
        world.tell(2, "read", "ordinal = 9");
        Optional<Reconciliation> made = reconciliations.tryStart(Kind.CHECK, "ana");

        assertThat(made).isPresent();
        assertThat(age(meters)).isBetween(0.0, 60.0);
        assertThat(value(meters, "runs")).isEqualTo(1);
        assertThat(value(meters, "moving")).isEqualTo(1);
        assertThat(value(meters, "apart")).isEqualTo(1);
    }

    private static double age(MeterRegistry meters) {
        return meters.get("parley.reconciliation.age").timeGauge().value(TimeUnit.SECONDS);
    }

    private static double value(MeterRegistry meters, String name) {
        return meters.get("parley.reconciliation." + name).gauge().value();
    }
}
