package org.parley.analytics.question.internal;

import static org.parley.sql.postgres.Tables.CONTACT;
import static org.parley.sql.postgres.Tables.RECIPIENT;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.question.RecipientLine;
import org.parley.analytics.question.Selection.ByLedger;

/// Rows of a run's ledger, from PostgreSQL.
public final class RecipientLedger {

    private final DSLContext postgres;

    public RecipientLedger(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Ascending by ordinal.
    public List<RecipientLine> lines(int run, Collection<Integer> ordinals) {
        return lines(
                RECIPIENT
                        .RUN_ID
                        .eq(run)
                        .and(RECIPIENT.ORDINAL.eq(DSL.any(ordinals.toArray(Integer[]::new)))),
                ordinals.size());
    }

    /// @param after exclusive; 0: from the first
    public List<RecipientLine> page(ByLedger selection, int after, int limit) {
        return lines(where(selection).and(RECIPIENT.ORDINAL.gt(after)), limit);
    }

    public long count(ByLedger selection) {
        return postgres.fetchCount(RECIPIENT, where(selection));
    }

    private static Condition where(ByLedger selection) {
        return RECIPIENT
                .RUN_ID
                .eq(selection.run())
                .and(RECIPIENT.STATE.in(selection.state().stored()))
                .and(
                        selection.arm() == null
                                ? DSL.noCondition()
                                : RECIPIENT.ARM.eq(selection.arm().shortValue()))
                .and(
                        selection.reason() == null
                                ? DSL.noCondition()
                                : RECIPIENT.REASON.eq(selection.reason()))
                .and(is(RECIPIENT.CHANNEL, selection.channel()))
                .and(is(RECIPIENT.COUNTRY, selection.country()))
                .and(is(RECIPIENT.LANGUAGE, selection.language()));
    }

    private static Condition is(Field<String> column, @Nullable String wanted) {
        return wanted == null
                ? DSL.noCondition()
                : wanted.isEmpty() ? column.isNull() : column.eq(wanted);
    }

    private List<RecipientLine> lines(Condition where, int limit) {
        return postgres.select(
                        RECIPIENT.ORDINAL,
                        RECIPIENT.CONTACT_ID,
                        CONTACT.EXTERNAL_ID,
                        RECIPIENT.ARM,
                        RECIPIENT.CHANNEL,
                        RECIPIENT.COUNTRY,
                        RECIPIENT.LANGUAGE,
                        RECIPIENT.STATE,
                        RECIPIENT.REASON)
                .from(RECIPIENT)
                .leftJoin(CONTACT)
                .on(CONTACT.ID.eq(RECIPIENT.CONTACT_ID))
                .where(where)
                .orderBy(RECIPIENT.ORDINAL)
                .limit(limit)
                .fetch(row ->
                        new RecipientLine(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9()));
    }
}
