package org.parley.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.parley.core.audit.internal.AuditStore;
import org.parley.sql.testing.TestStores;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {

    @Test
    void anEntryIsKeptAsItWasAndCannotBeChanged() {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        AuditLog log = new AuditLog(new AuditStore(dsl, new JsonMapper(), clock));

        log.record("ana@example.org", "campaign.schedule", "campaign/7", Map.of("arms", 2));

        assertThat(
                        dsl.fetchSingle(
                                        "select actor || ' ' || action || ' ' || subject || ' ' || detail from audit_entry")
                                .get(0))
                .isEqualTo("ana@example.org campaign.schedule campaign/7 {\"arms\": 2}");
        assertThatThrownBy(() -> dsl.execute("delete from audit_entry"))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }
}
