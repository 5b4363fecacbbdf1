package org.parley.analytics.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;

/// Has some clicks and readings told with a verdict that was overturned later, or with one that was
/// overturned and restored, so that what stands in the end is what the history says.
public final class JudgedAgain {

    private static final Path ROLLUPS =
            Path.of("../../batch-jobs/src/main/resources/org/parley/batch/rollup");

    private JudgedAgain() {}

    /// The verdict at arrival.
    ///
    /// @param machine the one that stands in the end
    public static boolean atArrival(long id, String kind, boolean machine) {
        boolean wrong = List.of("clicked", "read").contains(kind) && (id % 10 == 3 || id % 10 == 7);
        return wrong != machine;
    }

    /// Tells the other verdicts, and builds the rollups of people anew, as a judging does.
    public static void tell(DSLContext clickHouse) {
        clickHouse.execute(
                """
                insert into message_event (kind, run_id, ordinal, event_id, batch_id, occurred_at, contact_id, arm, channel, country,
                  language, rules, about)
                select verdict.1, run_id, ordinal, 1000000000000 + event_id * 4 + verdict.2, 900, occurred_at, contact_id, arm, channel,
                  country, language, 4, event_id
                from (select * from message_event where kind in ('clicked', 'read') limit 1 by event_id)
                array join [('overturned', 1), ('restored', 2), ('overturned', 3)] as verdict
                where (event_id % 10 = 3 and verdict.2 < 2) or (event_id % 10 = 5 and verdict.2 < 3) or event_id % 10 = 7\
                """);
        for (var rollup : List.of("funnel_day", "funnel_hour", "funnel_link")) {
            clickHouse.execute("truncate table " + rollup);
            clickHouse.execute(
                    "insert into "
                            + rollup
                            + " "
                            + rows(rollup)
                            + " settings insert_deduplicate = 0");
        }
    }

    private static String rows(String rollup) {
        try {
            return Files.readString(ROLLUPS.resolve(rollup + ".sql"))
                    .replaceFirst("^--.*\n", "")
                    .replace("{0}", "true");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
