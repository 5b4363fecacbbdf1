package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    @BeforeEach
    void people() {
        world.contacts(3);
        world.imports.dsl.execute(
                """
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                select id, 'email', 'marketing', 'granted', timestamptz '2026-10-08 12:00Z', 'form' from contact
                """);
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
    void whoAgreedAgainAndLeftAgainHasLeft() {
        world.run(MAPPING, HEADER + "1,1,1,2026-10-10T08:00:00,\n2,1,,,\n");
        world.imports.dsl.execute(
                """
                insert into consent_event (contact_id, channel, purpose, state, occurred_at, source)
                select id, 'email', 'marketing', 'granted', timestamptz '2026-10-12 12:00Z', 'form' from contact where external_id = '1'
                """);
        assertThat(world.rows(STATES)).containsExactly("1 granted", "2 granted", "3 granted");

        world.run(MAPPING, HEADER + "1,1,1,2026-10-14T08:00:00,\n2,1,,,\n");

        assertThat(world.rows(STATES)).containsExactly("1 withdrawn", "2 granted", "3 granted");
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

    private static final String ARMS =
            """
            {
              "campaign": {"name": "Old letters", "source": "Mailer", "externalId": "c-8", "at": "2026-10-05T09:00:00",
                "zone": "UTC", "currency": "EUR"},
              "arms": [
                {"name": "E-mail", "channel": "email", "weight": 4500, "values": ["A"]},
                {"name": "SMS", "channel": "sms", "weight": 4500, "values": ["B"]},
                {"name": "Nobody", "weight": 1000, "values": ["control"]}],
              "columns": {"externalId": "id", "arm": "arm", "delivered": {"as": "sent"}, "optedOut": {"time": "left at"},
                "revenue": "revenue"}
            }
            """;
    private static final String WITHDRAWN =
            """
            select c.external_id || ' ' || e.channel || ' ' || case when e.occurred_at > now() - interval '1 hour' then 'now'
              else to_char(e.occurred_at at time zone 'UTC', 'MM-DD HH24:MI') end
            from consent_event e join contact c on c.id = e.contact_id where e.state = 'withdrawn' order by 1\
            """;

    @Test
    void anOptOutCountsWhateverIsWrongWithItsRow() {
        world.contacts(8);
        ImportFile file =
                world.run(
                        ARMS,
                        """
                        id,arm,left at,revenue
                        1,A,2026-10-01T08:00:00,
                        2,A,soon,
                        3,C,2026-10-10T08:00:00,
                        4,B,2026-10-10T08:00:00,-1
                        5,control,2026-10-10T08:00:00,
                        6,control,,
                        6,A,2026-10-10T08:00:00,
                        7,A,2026-10-10T08:00:00,
                        7,B,,
                        8,A,,x
                        """);

        assertThat(file.rowsRejected()).isEqualTo(9);
        assertThat(world.rows(WITHDRAWN))
                .as("nobody knows a channel of the fifth, and of the third not which")
                .containsExactly(
                        "1 email now",
                        "2 email now",
                        "3 email 10-10 08:00",
                        "3 sms 10-10 08:00",
                        "4 sms 10-10 08:00",
                        "5 email 10-10 08:00",
                        "5 sms 10-10 08:00",
                        "6 email 10-10 08:00",
                        "6 sms 10-10 08:00",
                        "7 email 10-10 08:00",
                        "7 sms 10-10 08:00");
    }

    @Test
    void optOutsCountThoughNobodyOfTheFileIsTaken() {
        ImportFile refused = world.run(ARMS, "id,arm,left at,revenue\n1,A,soon,\n");

        assertThat(refused.rowsRejected()).isEqualTo(1);
        assertThat(world.imports.count("run")).isZero();
        assertThat(world.rows(WITHDRAWN)).containsExactly("1 email now");
        assertThat(world.rows("select evidence from consent_event where state = 'withdrawn'"))
                .containsExactly("Mailer/c-8");

        world.run(ARMS, "id,arm,left at,revenue\n1,A,2026-10-10T08:00:00,\n2,A,,\n");

        assertThat(world.imports.count("run")).isEqualTo(1);
        assertThat(world.rows(WITHDRAWN)).as("it is told once").containsExactly("1 email now");
    }
}
