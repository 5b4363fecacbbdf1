package org.parley.core.tracking.internal;

import static org.parley.sql.postgres.Tables.MACHINE_RULE_SET;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.parley.core.tracking.MachineRuleSet;
import org.parley.sql.postgres.tables.records.MachineRuleSetRecord;

/// The table of rule sets.
public final class RuleSetStore {

    private final DSLContext dsl;

    public RuleSetStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    public List<MachineRuleSet> all() {
        return dsl.selectFrom(MACHINE_RULE_SET)
                .orderBy(MACHINE_RULE_SET.VERSION.desc())
                .fetch(RuleSetStore::read);
    }

    public Optional<MachineRuleSet> version(int version) {
        return dsl.selectFrom(MACHINE_RULE_SET)
                .where(MACHINE_RULE_SET.VERSION.eq(version))
                .fetchOptional(RuleSetStore::read);
    }

    public MachineRuleSet newest() {
        return dsl.selectFrom(MACHINE_RULE_SET)
                .orderBy(MACHINE_RULE_SET.VERSION.desc())
                .limit(1)
                .fetchSingle(RuleSetStore::read);
    }

    /// One after the other, so that versions have no gaps and none is given twice.
    public MachineRuleSet add(
            List<String> agents, List<String> networks, String reason, String actor, Instant now) {
        return dsl.transactionResult(tx -> {
            DSLContext t = tx.dsl();
            t.execute("lock table machine_rule_set in share row exclusive mode");
            return t.insertInto(MACHINE_RULE_SET)
                    .set(
                            MACHINE_RULE_SET.VERSION,
                            t.select(DSL.max(MACHINE_RULE_SET.VERSION).plus(1))
                                    .from(MACHINE_RULE_SET)
                                    .fetchSingle()
                                    .value1())
                    .set(MACHINE_RULE_SET.MADE_BY, actor)
                    .set(MACHINE_RULE_SET.MADE_AT, now)
                    .set(MACHINE_RULE_SET.REASON, reason)
                    .set(MACHINE_RULE_SET.AGENTS, agents.toArray(String[]::new))
                    .set(MACHINE_RULE_SET.NETWORKS, networks.toArray(String[]::new))
                    .returning()
                    .fetchSingle(RuleSetStore::read);
        });
    }

    private static MachineRuleSet read(MachineRuleSetRecord row) {
        return new MachineRuleSet(
                row.getVersion(),
                row.getMadeBy(),
                row.getMadeAt(),
                row.getReason(),
                List.of(row.getAgents()),
                List.of(row.getNetworks()));
    }
}
