package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who opted out in another tool is not written to from here, whatever else the file says of them.
class ResultWithdrawalsTest {

    private static final String MAPPING =
            """
            {
              "campaign": {"name": "Old newsletter", "source": "Mailer", "externalId": "c-7", "at": "2026-10-05T09:00:00",
                "zone": "UTC", "attributionDays": 7, "currency": "EUR"},
              "arms": [{"name": "E-mail", "channel": "email", "weight": 10000}],
              "columns": {"externalId": "id", "sent": {"column": "sent"}, "delivered": {"as": "sent"},
                "optedOut": {"column": "left", "time": "left at"}, "clicked": {"column": "clicked"}},
              "opens": "raw"
            }
            """;
    private static final String HEADER = "id,sent,left,left at,clicked\n";
    private static final String STATES =
            "select c.external_id || ' ' || s.state from consent s join contact c on c.id = s.contact_id order by 1";

    @TempDir Path directory;
    private ResultsWorld world;

    @BeforeEach
    void open() {
        world = new ResultsWorld(directory);
        world.contacts(3);
        world.imports.dsl.execute(
                """
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                select id, 'email', 'marketing', 'granted', timestamptz '2026-10-08 12:00Z', 'form' from contact
                """);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anOptOutThatALaterFileTellsCountsThoughTheFiguresStay() {
        world.run(MAPPING, HEADER + "1,1,,,\n2,1,,,\n3,1,,,\n");
        assertThat(world.rows(STATES)).containsExactly("1 granted", "2 granted", "3 granted");

        var later = world.run(MAPPING, HEADER + "1,1,1,2026-10-10T08:00:00,\n2,1,,,\n3,1,,,\n");

        assertThat(later.rowsRejected()).as("told otherwise").isEqualTo(1);
        assertThat(world.rows(STATES)).containsExactly("1 withdrawn", "2 granted", "3 granted");
        assertThat(world.rows("select ordinal::text from recipient where opted_out_at is not null"))
                .isEmpty();
    }

    @Test
    void anOptOutWithoutATimeIsNewerThanEveryGrantAndIsToldOnce() {
        String csv = HEADER + "1,1,1,,\n2,1,1,2026-10-06T08:00:00,\n3,1,,,\n";
        world.run(MAPPING, csv);

        assertThat(world.rows(STATES))
                .as("the grant of the 8th is newer than the second's opt-out")
                .containsExactly("1 withdrawn", "2 granted", "3 granted");
        long told = world.imports.count("consent_event");
        world.imports.dsl.execute(
                """
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                select id, 'email', 'marketing', 'granted', now() + interval '1 minute', 'form' from contact where external_id = '1'
                """);
        world.run(MAPPING, csv);
        assertThat(world.imports.count("consent_event")).isEqualTo(told + 1);
        assertThat(world.rows(STATES)).containsExactly("1 granted", "2 granted", "3 granted");
    }
}
