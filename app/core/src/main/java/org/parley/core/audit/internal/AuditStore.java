package org.parley.core.audit.internal;

import static org.parley.sql.postgres.Tables.AUDIT_ENTRY;
import static org.parley.sql.postgres.Tables.AUDIT_SEAL;

import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.parley.core.audit.AuditEntry;
import org.parley.core.audit.AuditSeal;
import org.parley.core.kernel.SqlFile;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of audit entries, which the database lets nobody change.
public final class AuditStore {

    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

    private static final String CHAIN = SqlFile.read(AuditStore.class, "chain.sql");

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

    /// Adds the whole chain up anew.
    public AuditSeal seal() {
        return dsl.resultQuery(CHAIN)
                .fetchSingle(row ->
                        new AuditSeal(
                                row.get("number", Long.class),
                                row.get("seal", String.class),
                                row.get("broken", Long.class)));
    }

    /// @param seal hexadecimal
    public boolean keeps(long number, String seal) {
        return dsl.fetchExists(
                AUDIT_SEAL,
                AUDIT_SEAL
                        .NUMBER
                        .eq(number)
                        .and(AUDIT_SEAL.SEAL.eq(HexFormat.of().parseHex(seal))));
    }

    /// The latest first.
    public List<AuditEntry> before(long id, int limit) {
        return dsl.selectFrom(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.ID.lt(id))
                .orderBy(AUDIT_ENTRY.ID.desc())
                .limit(limit)
                .fetch(row ->
                        new AuditEntry(
                                row.getId(),
                                row.getAt(),
                                row.getActor(),
                                row.getAction(),
                                row.getSubject(),
                                json.readValue(row.getDetail().data(), DETAIL)));
    }
}
