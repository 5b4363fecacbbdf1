package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir Path directory;
    private ResultsWorld world;

    @BeforeEach
    void open() {
        world = new ResultsWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFileOfEachArmBringsTheTotalOfItsOwn() {
        world.contacts(7);
        world.run(MAPPING, HEADER + "1,A,1\n2,A,1\n3,A,1\n");
        world.run(MAPPING, HEADER + "4,B,1\n5,B,1\n1,A,1\n");
        world.run(MAPPING, HEADER + "6,A,1\n7,B,1\n");
        assertThat(world.rows(BILLED)).containsExactly("1 10.000000 3", "2 20.000000 2");
    }

    @Test
    void aFileThatBrokeOffIsMadeUpForByTheSameFileAgain() {
        int count = 6_000;
        world.contacts(count);
        var csv = new StringBuilder(HEADER);
        for (int id = 1; id <= count; id++) {
            csv.append(id).append(",A,1\n");
        }
        var dsl = world.imports.dsl;
        dsl.execute(
                "create function fault() returns trigger language plpgsql as $$ begin if new.ordinal > 5500 then raise"
                        + " exception 'fault'; end if; return new; end $$");
        dsl.execute(
                "create trigger fault before insert on recipient for each row execute function fault()");
        assertThat(world.run(MAPPING, csv.toString()).problem()).isNotNull();
        assertThat(world.imports.count("recipient")).isEqualTo(5_000);
        dsl.execute("drop trigger fault on recipient");

        assertThat(world.run(MAPPING, csv.toString()).problem()).isNull();

        assertThat(world.rows(BILLED)).containsExactly("1 10.000000 6000");
    }
}
