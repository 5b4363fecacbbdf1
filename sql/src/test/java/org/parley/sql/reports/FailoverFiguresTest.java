package org.parley.sql.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.sql.testing.TestStores;

class FailoverFiguresTest {

    private int events;

    @Test
    void whoFellBackCountsOnceOnTheLastChannelAndPaysForEachAttempt() throws Exception {
        try (Connection clickHouse = TestStores.freshClickHouse().getConnection()) {
            for (int person = 1; person <= 4; person++) {
                tell(clickHouse, "assigned", person, "rcs");
                tell(clickHouse, "sent", person, "rcs");
                bill(clickHouse, person, "rcs", "0.05");
            }
            // 2 fell back and got it there, twice told; 3 fell back and was taken back
            tell(clickHouse, "fell_back", 2, "sms");
            tell(clickHouse, "sent", 2, "sms");
            bill(clickHouse, 2, "sms", "0.02");
            bill(clickHouse, 2, "sms", "0.02");
            tell(clickHouse, "delivered", 2, "sms");
            tell(clickHouse, "fell_back", 3, "sms");
            tell(clickHouse, "taken_back", 3, "rcs");
            tell(clickHouse, "delivered", 3, "rcs");

            assertThat(rows(clickHouse, report("overview_people")))
                    .containsExactly("1 rcs 3 1 0 0 0 0", "1 sms 1 1 0 0 0 0");
            assertThat(rows(clickHouse, report("overview_cost")))
                    .containsExactly("1 1 rcs  0.050000 EUR 4", "1 1 sms  0.020000 EUR 1");
        }
    }

    private void tell(Connection clickHouse, String kind, int person, String channel)
            throws SQLException {
        insert(clickHouse, kind, person, channel, "0");
    }

    private void bill(Connection clickHouse, int person, String channel, String price)
            throws SQLException {
        insert(clickHouse, "billed", person, channel, price);
    }

    private void insert(
            Connection clickHouse, String kind, int person, String channel, String price)
            throws SQLException {
        try (var statement = clickHouse.createStatement()) {
            statement.execute(
                    """
                    insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, price, currency)
                    values ('%s', 1, %d, %d, 1, '2026-06-01 12:00:00', %d, 1, '%s', %s, 'EUR')\
                    """
                            .formatted(kind, person, ++events, person, channel, price));
        }
    }

    private static String report(String name) throws IOException {
        try (var in =
                FailoverFiguresTest.class.getResourceAsStream(
                        "/org/parley/sql/reports/" + name + ".sql")) {
            // the one parameter of theirs: runs that do not count
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("(?)", "('7')");
        }
    }

    private static List<String> rows(Connection clickHouse, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = clickHouse.createStatement();
                var result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
