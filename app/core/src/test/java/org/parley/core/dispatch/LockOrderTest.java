package org.parley.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.sql.postgres.Tables.ADDRESS;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.channel.FailureClass;
import org.parley.core.consent.Suppressions;
import org.parley.core.consent.Suppressions.Reason;
import org.parley.core.kernel.Channel;
import org.parley.core.testing.Ledgers;
import org.parley.core.testing.MovableClock;
import org.parley.core.testing.World;

/// Dispatch and webhooks change many rows at a time, often the same ones. Whoever waits for a row
/// must not hold a later one, else two of them wait for each other and one is thrown out.
class LockOrderTest {

    private static final Channel CHAT = new Channel("chat");

    private final World world = new World();
    private final MovableClock clock = new MovableClock("2026-06-01T12:00:00Z");
    private final Ledger ledger = Ledgers.over(world.dsl, clock);

    @Test
    void outcomesAreWrittenInTheOrderOfTheLedger() {
        int run = claimed("settle");

        assertThatWaitingHoldsNothing(
                RECIPIENT,
                RECIPIENT.ORDINAL,
                () ->
                        ledger.settle(
                                run,
                                List.of(
                                        Settlement.sent(2, "p2", false, clock.instant()),
                                        Settlement.sent(1, "p1", false, clock.instant()))));

        assertThat(world.dsl.selectDistinct(RECIPIENT.STATE).from(RECIPIENT).fetch(RECIPIENT.STATE))
                .containsExactly("sent");
    }

    @Test
    void claimsAreAbandonedInTheOrderOfTheLedger() {
        int run = claimed("abandon");

        assertThatWaitingHoldsNothing(
                RECIPIENT,
                RECIPIENT.ORDINAL,
                () -> ledger.abandonClaims(run, List.of(), List.of(CHAT)));

        assertThat(world.dsl.selectDistinct(RECIPIENT.STATE).from(RECIPIENT).fetch(RECIPIENT.STATE))
                .containsExactly("unknown");
    }

    @Test
    void addressesOfNobodyAreMarkedInTheirOrder() {
        int run = claimed("nobody");
        Settlement first =
                Settlement.failed(1, "not_found", FailureClass.RECIPIENT, "5", clock.instant());
        Settlement second =
                Settlement.failed(2, "not_found", FailureClass.RECIPIENT, "5", clock.instant());

        assertThatWaitingHoldsNothing(
                ADDRESS,
                ADDRESS.ID,
                () -> ledger.settle(run, List.of(second.atNobody(), first.atNobody())));

        assertThat(world.dsl.selectDistinct(ADDRESS.STATE).from(ADDRESS).fetch(ADDRESS.STATE))
                .containsExactly("invalid");
    }

    @Test
    void addressesAreSuppressedInTheirOrder() {
        claimed("suppress");

        assertThatWaitingHoldsNothing(
                ADDRESS,
                ADDRESS.ID,
                () ->
                        Suppressions.within(world.dsl)
                                .suppress(
                                        List.of(
                                                new Suppressions.Entry(
                                                        CHAT, "chat-b", Reason.BOUNCED),
                                                new Suppressions.Entry(
                                                        CHAT, "chat-a", Reason.BOUNCED))));

        assertThat(world.dsl.selectDistinct(ADDRESS.STATE).from(ADDRESS).fetch(ADDRESS.STATE))
                .containsExactly("blocked");
    }

    private int claimed(String campaign) {
        List<Long> people = List.of(world.reachable("b"), world.reachable("a"));
        int run = world.run(campaign);
        ledger.freeze(run, each -> people.forEach(each::accept));
        assertThat(ledger.claim(run, 0, 2, 2).claimed()).hasSize(2);
        world.dsl
                .update(RECIPIENT)
                .set(RECIPIENT.LANGUAGE, "en")
                .where(RECIPIENT.ORDINAL.eq(1))
                .execute();
        world.dsl
                .update(ADDRESS)
                .set(ADDRESS.STATE_REASON, "seen")
                .where(ADDRESS.VALUE.eq("chat-b"))
                .execute();
        return run;
    }

    /// With two rows the planner reads them in order by chance. Now it follows the order of
    /// storage, in which the newest version of the first row stands behind the second, or the order
    /// asked for.
    private void spoilPlans() {
        for (String plan : List.of("hashjoin", "mergejoin", "indexscan", "bitmapscan")) {
            world.dsl.execute(
                    DSL.sql(
                            "alter database {0} set enable_{1} = off",
                            DSL.name(world.dsl.fetchValue("select current_database()").toString()),
                            DSL.raw(plan)));
        }
    }

    /// Another transaction holds the first row; `change` waits for it, and the last row is free.
    private <R extends Record> void assertThatWaitingHoldsNothing(
            Table<R> table, TableField<R, ? extends Number> key, Runnable change) {
        spoilPlans();
        CompletableFuture<Void> changing =
                world.dsl.transactionResult(tx -> {
                    DSLContext first = tx.dsl();
                    first.select(key).from(table).orderBy(key).limit(1).forUpdate().fetchSingle();
                    CompletableFuture<Void> waiting = CompletableFuture.runAsync(change);
                    await().atMost(Duration.ofSeconds(10))
                            .until(() -> somebodyWaits() || waiting.isDone());
                    assertThat(waiting).as("waits for the row that is held").isNotDone();
                    assertThat(
                                    world.dsl
                                            .select(key)
                                            .from(table)
                                            .orderBy(key.desc())
                                            .limit(1)
                                            .forUpdate()
                                            .skipLocked()
                                            .fetch())
                            .as("the last row is held by nobody")
                            .hasSize(1);
                    return waiting;
                });
        changing.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean somebodyWaits() {
        return world.dsl.fetchExists(
                world.dsl
                        .selectOne()
                        .from("pg_stat_activity")
                        .where("datname = current_database() and wait_event_type = 'Lock'"));
    }
}
