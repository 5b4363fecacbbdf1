package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The totals of arms are billed once and in full, in however many files their people come.
class ResultCostsTest {

    private static final String MAPPING =
            """
            {
              "campaign": {"name": "Old newsletter", "source": "Mailer", "externalId": "c-7", "at": "2026-10-05T09:00:00",
                "zone": "UTC", "attributionDays": 7, "currency": "EUR"},
              "arms": [
                {"name": "E-mail", "channel": "email", "weight": 5000, "values": ["A"], "cost": {"total": 10.00}},
                {"name": "SMS", "channel": "sms", "weight": 5000, "values": ["B"], "cost": {"total": 20.00}}],
              "columns": {"externalId": "id", "arm": "arm", "sent": {"column": "sent"}, "delivered": {"as": "sent"}}
            }
            """;
    private static final String HEADER = "id,arm,sent\n";
    private static final String BILLED =
            "select arm || ' ' || sum(price) || ' ' || count(price) from recipient group by arm order by arm";

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    @Test
    void aFileOfEachArmBringsTheTotalOfItsOwn() {
        world.contacts(7);
        world.run(MAPPING, HEADER + "1,A,1\n2,A,1\n3,A,1\n");
        world.run(MAPPING, HEADER + "4,B,1\n5,B,1\n1,A,1\n");
        world.run(MAPPING, HEADER + "6,A,1\n7,B,1\n");
        assertThat(world.rows(BILLED))
                .as("who comes when nothing is left is billed at nothing, and so counts")
                .containsExactly("1 10.000000 4", "2 20.000000 3");
        assertThat(
                        world.rows(
                                "select arm || ' ' || count(*) from event_outbox where kind = 'billed' group by arm order by arm"))
                .containsExactly("1 4", "2 3");
        assertThat(world.imports.count("reserved_price")).isZero();
    }

    @Test
    void aFileThatBrokeOffIsMadeUpForByTheSameFileAgain() {
        world.contacts(6_000);
        String csv = people(1, 6_000);
        breakAt(5_500);
        assertThat(world.run(MAPPING, csv).problem()).isNotNull();
        assertThat(world.imports.count("recipient")).isEqualTo(5_000);
        mend();

        assertThat(world.run(MAPPING, csv).problem()).isNull();

        assertThat(world.rows(BILLED)).containsExactly("1 10.000000 6000");
    }

    @Test
    void aFileThatGoesOnAfterAnotherCameBillsTheTotalOnce() {
        world.contacts(6_010);
        breakAt(5_500);
        ImportFile broken = world.run(MAPPING, people(1, 6_000));
        mend();
        world.run(MAPPING, people(6_001, 6_010));

        resume(broken);

        assertThat(world.rows(BILLED)).containsExactly("1 10.000000 6010");
    }

    @Test
    void filesThatAreReadyBeforeEitherLandsBillTheTotalOnce() {
        world.contacts(9);
        breakAt(0);
        ImportFile one = world.run(MAPPING, people(1, 4));
        ImportFile overlapping = world.run(MAPPING, people(3, 9));
        mend();

        resume(overlapping);
        resume(one);

        assertThat(world.rows(BILLED)).containsExactly("1 10.000000 9");
        assertThat(
                        world.rows(
                                "select price || ' ' || count(*) from recipient group by price order by price"))
                .containsExactly("0.000000 5", "2.500000 4");
    }

    private static String people(int from, int to) {
        var csv = new StringBuilder(HEADER);
        for (int id = from; id <= to; id++) {
            csv.append(id).append(",A,1\n");
        }
        return csv.toString();
    }

    /// Lets no slice land that has a later ordinal.
    private void breakAt(int ordinal) {
        world.imports.dsl.execute(
                "create function fault() returns trigger language plpgsql as $$ begin if new.ordinal > "
                        + ordinal
                        + " then raise exception 'fault'; end if; return new; end $$");
        world.imports.dsl.execute(
                "create trigger fault before insert on recipient for each row execute function fault()");
    }

    private void mend() {
        world.imports.dsl.execute("drop trigger fault on recipient");
    }

    private void resume(ImportFile broken) {
        assertThat(broken.problem()).isNotNull();
        world.imports.imports.resume(broken.id());
        assertThat(world.imports.ended(broken.id()).problem()).isNull();
    }
}
