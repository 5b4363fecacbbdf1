package org.parley.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
        for (String table : List.of("audit_entry", "audit_seal")) {
            for (String deed : List.of("delete from ", "truncate ")) {
                assertThatThrownBy(() -> dsl.execute(deed + table))
                        .isInstanceOf(DataAccessException.class)
                        .hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void onlyASealThatWasKeptTellsThatTheNewestEntriesAreGone() {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        AuditLog log = new AuditLog(new AuditStore(dsl, new JsonMapper(), Clock.systemUTC()));
        log.record("ana@example.org", "campaign.schedule", "campaign/1", Map.of());
        AuditSeal early = log.seal();
        log.record("ana@example.org", "campaign.schedule", "campaign/2", Map.of());
        AuditSeal late = log.seal();
        assertThat(log.keeps(early.number(), early.seal())).isTrue();
        assertThat(log.keeps(late.number(), late.seal())).isTrue();
        assertThat(log.keeps(late.number(), early.seal())).isFalse();

        dsl.execute("alter table audit_entry disable trigger user");
        dsl.execute("alter table audit_seal disable trigger user");
        dsl.execute("delete from audit_entry where id = 2");
        dsl.execute("delete from audit_seal where entry_id = 2");

        assertThat(log.seal()).as("the chain holds in itself").isEqualTo(early);
        assertThat(log.keeps(late.number(), late.seal())).isFalse();
        assertThat(log.keeps(early.number(), early.seal())).as("proved up to here").isTrue();
    }

    @Test
    void aChangeBehindTheLogsBackBreaksTheChainAtItsEntry() {
        for (String tampering :
                List.of(
                        "update audit_entry set detail = '{\"arms\": 3}' where id = 2",
                        "delete from audit_entry where id = 2",
                        "delete from audit_seal where entry_id = 2",
                        "update audit_seal set seal = sha256('') where entry_id = 2")) {
            DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
            AuditLog log = new AuditLog(new AuditStore(dsl, new JsonMapper(), Clock.systemUTC()));
            assertThat(log.seal()).isEqualTo(new AuditSeal(0, "", null));
            for (int i = 1; i <= 3; i++) {
                log.record(
                        "ana@example.org", "campaign.schedule", "campaign/" + i, Map.of("arms", i));
            }
            AuditSeal whole = log.seal();
            assertThat(whole.number()).isEqualTo(3);
            assertThat(whole.seal()).hasSize(64);
            assertThat(whole.broken()).isNull();

            dsl.execute("alter table audit_entry disable trigger user");
            dsl.execute("alter table audit_seal disable trigger user");
            dsl.execute(tampering);

            assertThat(log.seal().broken()).as(tampering).isEqualTo(2);
        }
    }

    @Test
    void transactionsThatCommitTogetherAreSealedOneAfterTheOther() throws Exception {
        DSLContext dsl = DSL.using(TestStores.freshPostgres(), SQLDialect.POSTGRES);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> deeds =
                    IntStream.range(0, 40)
                            .<Callable<Void>>mapToObj(i ->
                                    () -> {
                                        dsl.transaction(tx -> {
                                            AuditLog log =
                                                    new AuditLog(
                                                            new AuditStore(
                                                                    tx.dsl(),
                                                                    new JsonMapper(),
                                                                    Clock.systemUTC()));
                                            log.record(
                                                    "ana", "import.start", "import/" + i, Map.of());
                                            log.record(
                                                    "ana", "import.end", "import/" + i, Map.of());
                                        });
                                        return null;
                                    })
                            .toList();
            for (Future<Void> deed : writers.invokeAll(deeds)) {
                deed.get();
            }
        }
        AuditLog log = new AuditLog(new AuditStore(dsl, new JsonMapper(), Clock.systemUTC()));
        assertThat(log.seal().number()).isEqualTo(80);
        assertThat(log.seal().broken()).isNull();
    }
}
