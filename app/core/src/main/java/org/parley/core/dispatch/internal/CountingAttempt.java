package org.parley.core.dispatch.internal;

import static org.jooq.impl.DSL.val;

import java.time.Instant;
import org.jooq.DSLContext;

/// Which of several attempts at a person counts. The database decides it, since receipts and
/// cancellations ask for it too.
public final class CountingAttempt {

    private static final String CHOOSE =
            """
            with several as (
              select array_agg(run_id) as runs, array_agg(ordinal) as ordinals
              from (select distinct run_id, ordinal from recipient_attempt where run_id = {0} and ordinal = any({1})) a
            )
            select count_delivering_attempt(runs, ordinals, {2}) from several where runs is not null\
            """;

    private CountingAttempt() {}

    /// For these people of a run.
    public static void choose(DSLContext tx, int run, Integer[] ordinals, Instant now) {
        tx.fetch(CHOOSE, val(run), val(ordinals), val(now));
    }

    /// For everybody of a run.
    public static void chooseAgain(DSLContext tx, int run, Instant now) {
        tx.fetch("select count_delivering_attempts({0}, {1})", val(run), val(now));
    }
}
