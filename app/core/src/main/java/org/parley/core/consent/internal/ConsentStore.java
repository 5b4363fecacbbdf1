package org.parley.core.consent.internal;

import static org.parley.sql.postgres.Tables.CONSENT;
import static org.parley.sql.postgres.Tables.CONSENT_EVENT;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Row9;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.core.consent.Consent;
import org.parley.core.consent.ConsentEvent;
import org.parley.core.consent.ConsentState;
import org.parley.core.kernel.Channel;

/// Appends to the ledger in blocks and reads the fold.
public final class ConsentStore {

    // PostgreSQL binds at most 65,535 values to a statement; an event has 9.
    private static final int BLOCK = 1_000;

    private final DSLContext dsl;

    public ConsentStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    public int append(List<ConsentEvent> events) {
        int appended = 0;
        for (int from = 0; from < events.size(); from += BLOCK) {
            appended += block(events.subList(from, Math.min(events.size(), from + BLOCK)));
        }
        return appended;
    }

    public Map<Long, List<Consent>> current(Collection<Long> contactIds) {
        return dsl.selectFrom(CONSENT)
                .where(CONSENT.CONTACT_ID.in(contactIds))
                .orderBy(CONSENT.CONTACT_ID, CONSENT.CHANNEL, CONSENT.PURPOSE)
                .fetchGroups(
                        CONSENT.CONTACT_ID,
                        c ->
                                new Consent(
                                        new Channel(c.get(CONSENT.CHANNEL)),
                                        c.get(CONSENT.PURPOSE),
                                        ConsentState.of(c.get(CONSENT.STATE)),
                                        c.get(CONSENT.OCCURRED_AT)));
    }

    private int block(List<ConsentEvent> events) {
        return dsl.insertInto(
                        CONSENT_EVENT,
                        CONSENT_EVENT.CONTACT_ID,
                        CONSENT_EVENT.CHANNEL,
                        CONSENT_EVENT.PURPOSE,
                        CONSENT_EVENT.STATE,
                        CONSENT_EVENT.OCCURRED_AT,
                        CONSENT_EVENT.SOURCE,
                        CONSENT_EVENT.METHOD,
                        CONSENT_EVENT.WORDING,
                        CONSENT_EVENT.EVIDENCE)
                .valuesOfRows(events.stream().map(ConsentStore::row).toList())
                .onConflictDoNothing()
                .execute();
    }

    private static Row9<
                    Long,
                    String,
                    String,
                    String,
                    Instant,
                    String,
                    @Nullable String,
                    @Nullable String,
                    @Nullable String>
            row(ConsentEvent event) {
        return DSL.row(
                event.contactId(),
                event.channel().name(),
                event.purpose(),
                event.state().word(),
                event.occurredAt(),
                event.source(),
                event.method(),
                event.wording(),
                event.evidence());
    }
}
