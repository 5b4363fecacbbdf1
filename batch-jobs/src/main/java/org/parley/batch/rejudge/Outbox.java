package org.parley.batch.rejudge;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;

import org.jooq.DSLContext;

/// Events that wait for the relay.
final class Outbox {

    private final DSLContext postgres;

    Outbox(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Number of the last event that waits; 0: none.
    long last() {
        return postgres.select(coalesce(max(EVENT_OUTBOX.ID), 0L))
                .from(EVENT_OUTBOX)
                .fetchSingle()
                .value1();
    }

    /// Whether everything up to this number has arrived.
    boolean arrived(long upTo) {
        return !postgres.fetchExists(EVENT_OUTBOX, EVENT_OUTBOX.ID.le(upTo));
    }
}
