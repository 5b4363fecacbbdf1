package org.parley.batch.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.batch.reconcile.Reconciliation.Discrepancy;

class RunCheckTest {

    private final ReconcileWorld world = new ReconcileWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void storesThatAgreeAreFoundToAgree() {
        Result result = world.check();
        assertThat(result.lines()).isEmpty();
        assertThat(result.apart()).isZero();
        assertThat(result.runs()).isEqualTo(2);
        assertThat(result.moving()).isZero();
        // 11 of the ledger, and every kind on every day and in every hour
        assertThat(result.cells()).isGreaterThan(700);
    }

    @Test
    void whatARollupLacksIsFoundAndAdded() {
        for (String rollup :
                new String[] {
                    "funnel_day",
                    "funnel_hour",
                    "funnel_link",
                    "audience",
                    "message_cost",
                    "bill_day",
                    "placement"
                }) {
            world.clickHouse.execute("truncate table " + rollup);
        }
        Result result = world.check();
        assertThat(result.apart()).isEqualTo(result.repaired()).isGreaterThan(700);
        assertThat(result.lines()).allMatch(Discrepancy::repaired);
        assertThat(result.lines())
                .contains(
                        new Discrepancy("audience", 1, "channel sms", 40, 0, 40, true),
                        new Discrepancy("message_cost", 2, "sms 0.0123 EUR", 36, 0, 36, true),
                        new Discrepancy("message_cost", 2, "rcs 0.05 EUR", 1, 0, 1, true),
                        new Discrepancy("placement", 1, "sms", 1, 0, 1, true));
        assertThat(result.lines())
                .filteredOn(line ->
                        line.subject().equals("bill_day") && line.cell().endsWith("0.05 EUR"))
                .hasSize(2)
                .allMatch(line -> line.expected() == 1 && line.found() == 0);
        assertThat(world.check().apart()).isZero();
        assertThat(world.clickHouse("select sum(price) from message_cost final"))
                .containsExactly("0.985600");
    }

    @Test
    void oneMissingPersonIsFoundInTheDayAndTheHour() {
        world.clickHouse.execute(
                "alter table funnel_day update people = bitmapBuild(cast([] as Array(UInt32)))"
                        + " where run_id = 2 and kind = 'replied' and day = toDate(now() - interval 38"
                        + " day) settings mutations_sync = 1");
        Result result = world.check();
        assertThat(result.lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.subject()).isEqualTo("funnel_day");
                    assertThat(line.cell()).startsWith("replied ");
                    assertThat(line.repaired()).isTrue();
                });
    }

    @Test
    void eventsThatAreLostAreToldAndCannotBeMended() {
        world.clickHouse.execute(
                "alter table message_event delete where run_id = 1 and kind = 'delivered' and"
                        + " ordinal = 40 settings mutations_sync = 1");
        Result result = world.check();
        assertThat(result.agrees()).isFalse();
        assertThat(result.lines())
                .contains(new Discrepancy("ledger", 1, "delivered", 32, 31, 1, false))
                .anySatisfy(line -> {
                    // the rollup still has them: too much is not taken away
                    assertThat(line.subject()).isEqualTo("funnel_day");
                    assertThat(line.found()).isEqualTo(line.expected() + 1);
                    assertThat(line.repaired()).isFalse();
                });
    }

    @Test
    void eventsThatAreThereTwiceAreTold() {
        world.clickHouse.execute(
                "insert into message_event select * from message_event where run_id = 2 and kind ="
                        + " 'read' settings insert_deduplicate = 0");
        assertThat(world.check().lines())
                .containsExactly(new Discrepancy("message_event", 2, "read", 24, 48, 24, false));
    }

    @Test
    void aBillThatOnlyTheLedgerKnowsIsTold() {
        world.postgres.execute(
                "update recipient set price = 0.0223 where run_id = 1 and ordinal = 40");
        assertThat(world.check().lines())
                .containsExactly(
                        new Discrepancy("ledger", 1, "price EUR", 502_800, 492_800, 10_000, false));
    }

    @Test
    void aRunWhoseEventsAreOnTheWayIsLeftToTheNextTime() {
        world.postgres.execute(
                "update recipient set read_at = now() where run_id = 1 and ordinal = 9");
        world.tell(1, "read", "ordinal = 9");
        Result first = world.check();
        assertThat(first.runs()).isEqualTo(1);
        assertThat(first.moving()).isEqualTo(1);
        assertThat(first.apart()).isZero();
        world.ship();
        Result second = world.check();
        assertThat(second.runs()).isEqualTo(2);
        assertThat(second.apart()).isZero();
    }

    @Test
    void aRunThatBeganLongAgoIsComparedAsLongAsItHasEvents() {
        world.postgres.execute(
                "update run set started_at = now() - interval '200 days' where id = 1");
        world.clickHouse.execute(
                "alter table message_event delete where run_id = 1 and kind = 'read' and ordinal = 40 settings mutations_sync = 1");
        Result result = world.check();
        assertThat(result.runs()).isEqualTo(2);
        assertThat(result.lines()).contains(new Discrepancy("ledger", 1, "read", 24, 23, 1, false));
    }
}
