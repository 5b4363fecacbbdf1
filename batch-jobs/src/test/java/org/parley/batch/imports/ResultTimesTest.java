package org.parley.batch.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.analytics.kpi.Answers;
import org.parley.analytics.report.internal.Cells;

/// Only times that the file told are measured.
class ResultTimesTest {

    private static final String MAPPING =
            """
            {
              "campaign": {"name": "Letter", "source": "Mailer", "externalId": "L1", "at": "2026-10-05T09:00:00Z", "zone": "UTC"},
              "arms": [{"name": "Letter", "channel": "sms"}],
              "columns": {"externalId": "id", "sent": {"column": "sent", "time": "sent at"},
                "delivered": {"column": "delivered", "time": "delivered at"}, "opened": {"column": "opened", "time": "opened at"},
                "clicked": {"column": "clicked", "time": "clicked at"}, "replied": {"column": "replied", "time": "replied at"},
                "optedOut": {"column": "left", "time": "left at"}}
            }
            """;
    private static final String HEADER =
            "id,sent,sent at,delivered,delivered at,opened,opened at,clicked,clicked at,replied,replied at,left,left at\n";
    private static final String EVENTS =
            """
            select c.external_id || ' ' || string_agg(e.kind || case when e.reason = '' then '' else ' ' || e.reason end, ', ' order by e.id)
            from event_outbox e join contact c on c.id = e.contact_id where e.kind <> 'assigned' group by c.external_id order by 1\
            """;

    @RegisterExtension final ResultsWorld world = new ResultsWorld();

    @BeforeEach
    void people() {
        world.contacts(4);
    }

    private static String row(int id, String... times) {
        var row = new StringBuilder().append(id);
        for (String time : times) {
            row.append(
                    switch (time) {
                        case "" -> ",,";
                        case "yes" -> ",1,";
                        default -> ",1,2026-10-" + time + ":00Z";
                    });
        }
        return row.append('\n').toString();
    }

    @Test
    void whatIsConcludedOrHasNoTimeOfItsOwnIsImplied() {
        world.run(
                MAPPING,
                HEADER
                        + row(1, "yes", "yes", "yes", "yes", "yes", "yes")
                        + row(
                                2,
                                "06T10:00",
                                "06T10:00",
                                "06T11:00",
                                "06T12:00",
                                "06T13:00",
                                "06T14:00")
                        + row(3, "06T10:00", "", "", "06T12:00", "", "")
                        + row(4, "06T10:00", "06T13:00", "06T12:30", "06T12:00", "", ""));

        assertThat(world.rows(EVENTS))
                .containsExactly(
                        "1 sent implied, delivered implied, read implied, clicked implied, replied implied,"
                                + " opted_out implied",
                        "2 sent, delivered, read, clicked, replied, opted_out",
                        "3 sent, delivered implied, read implied, clicked",
                        "4 sent, delivered implied, read implied, clicked");
    }

    @Test
    void aDeliveryThatStandsForItsSendHasNoTime() {
        world.run(
                MAPPING.replace(
                        "{\"column\": \"delivered\", \"time\": \"delivered at\"}",
                        "{\"as\": \"sent\"}"),
                HEADER + row(1, "06T10:00", "", "", "", "", ""));

        assertThat(world.rows(EVENTS)).containsExactly("1 sent, delivered implied");
    }

    @Test
    void creditOfWhatHasNoTimeTakesNoTime() {
        world.imports.run(
                ImportKind.ORDERS,
                """
                store,order_id,external_id,placed_at,currency,sku,quantity,unit_price
                web,W1,1,2026-10-07T10:00:00Z,EUR,s,1,10
                web,W2,2,2026-10-07T10:00:00Z,EUR,s,1,10
                web,W3,3,2026-10-07T10:00:00Z,EUR,s,1,10
                """);
        world.run(
                MAPPING,
                HEADER
                        + row(1, "yes", "", "", "yes", "", "")
                        + row(2, "yes", "", "", "", "yes", "")
                        + row(3, "yes", "", "", "07T08:00", "", ""));
        world.settle();

        assertThat(
                        world.rows(
                                "select o.external_id || ' ' || c.touch_kind from credit c join shop_order o on o.id ="
                                        + " c.shop_order_id order by 1"))
                .containsExactly("W1 undated_click", "W2 undated_reply", "W3 click");
        Answers answers = world.figures().byCell().answers(1, Cells.arms(1)).get("1");
        assertThat(answers.buyers()).isEqualTo(1);
        assertThat(answers.conversionMedian()).isEqualTo(2 * 3_600_000L);
        assertThat(world.report(1).arms().getFirst().counts().ordered()).isEqualTo(3);
    }
}
