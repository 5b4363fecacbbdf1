package org.parley.batch.relay;

import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.batch.rollup.Rollups;

/// What of a batch has arrived in ClickHouse.
public final class Arrivals {

    private final DSLContext clickHouse;
    private final Rollups rollups;

    public Arrivals(DSLContext clickHouse, Rollups rollups) {
        this.clickHouse = clickHouse;
        this.rollups = rollups;
    }

    /// The events of the batch that are among the raw events. Says nothing about the rollups.
    ///
    /// @throws ClickHouseAwayException without an answer
    Set<Long> of(long batch) {
        return asked(() ->
                clickHouse
                        .resultQuery(
                                "select event_id from message_event where batch_id = {0}",
                                DSL.inline(batch))
                        .fetchSet(0, Long.class));
    }

    /// Adds to the rollups what the raw events of the batch say.
    ///
    /// @throws ClickHouseAwayException without an answer
    void addToRollups(long batch) {
        asked(() -> {
            rollups.addBatch(batch);
            return true;
        });
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            // jOOQ's own and the driver's, who throws unchecked exceptions when nobody answers
            throw new ClickHouseAwayException("message_event", e);
        }
    }
}
