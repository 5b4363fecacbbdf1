package org.parley.server.web.status.internal;

import static org.parley.sql.postgres.Tables.EVENT_OUTBOX;

import java.time.Clock;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/// How many events wait for ClickHouse, and for how long the first of them. Counts to a million at
/// most: beyond that, only "many" matters. The oldest is the one with the lowest id.
@Component
public final class SelectOutboxBacklog {

    private static final int MOST = 1_000_000;

    private final DSLContext postgres;
    private final Clock clock;

    SelectOutboxBacklog(DSLContext postgres, Clock clock) {
        this.postgres = postgres;
        this.clock = clock;
    }

    /// @param oldestSeconds 0 when nothing waits
    public record Backlog(int waiting, long oldestSeconds) {}

    public Backlog fetch() {
        var waiting = postgres.fetchCount(postgres.selectOne().from(EVENT_OUTBOX).limit(MOST));
        var oldest =
                postgres.select(EVENT_OUTBOX.OCCURRED_AT)
                        .from(EVENT_OUTBOX)
                        .orderBy(EVENT_OUTBOX.ID)
                        .limit(1)
                        .fetchOptional(EVENT_OUTBOX.OCCURRED_AT)
                        .map(at -> Duration.between(at, clock.instant()).toSeconds())
                        .orElse(0L);
        return new Backlog(waiting, Math.max(0, oldest));
    }
}
