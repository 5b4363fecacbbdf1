package org.parley.core.audit.internal;

import static org.parley.sql.postgres.Tables.AUDIT_ENTRY;

import java.time.Clock;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import tools.jackson.databind.json.JsonMapper;

/// The table of audit entries, which the database lets nobody change.
public final class AuditStore {

    private final DSLContext dsl;
    private final JsonMapper json;
    private final Clock clock;

    public AuditStore(DSLContext dsl, JsonMapper json, Clock clock) {
        this.dsl = dsl;
        this.json = json;
        this.clock = clock;
    }

    public void add(String actor, String action, String subject, Map<String, ?> detail) {
        dsl.insertInto(
                        AUDIT_ENTRY,
                        AUDIT_ENTRY.AT,
                        AUDIT_ENTRY.ACTOR,
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.SUBJECT,
                        AUDIT_ENTRY.DETAIL)
                .values(
                        clock.instant(),
                        actor,
                        action,
                        subject,
                        JSONB.valueOf(json.writeValueAsString(detail)))
                .execute();
    }
}
