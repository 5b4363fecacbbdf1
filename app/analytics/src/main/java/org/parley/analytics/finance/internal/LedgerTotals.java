package org.parley.analytics.finance.internal;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.parley.sql.postgres.Tables.CREDIT;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.SHOP_ORDER;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.ControlTotals;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.RoiParameters;

/// The totals of an export as PostgreSQL's own rows give them: prices on the send ledger, credits
/// on orders.
public final class LedgerTotals {

    private final DSLContext postgres;

    public LedgerTotals(DSLContext postgres) {
        this.postgres = postgres;
    }

    public List<ControlTotals.Total> of(RoiParameters parameters) {
        var sums = new ControlTotals.Sum();
        addCosts(parameters, sums);
        addDocuments(parameters, sums);
        return sums.totals();
    }

    private void addCosts(RoiParameters parameters, ControlTotals.Sum sums) {
        var channel = coalesce(RECIPIENT.CHANNEL, inline(""));
        var country = coalesce(RECIPIENT.COUNTRY, inline(""));
        postgres.select(
                        RECIPIENT.RUN_ID,
                        RECIPIENT.ARM,
                        channel,
                        country,
                        RECIPIENT.PRICE,
                        RECIPIENT.PRICE_CURRENCY,
                        count())
                .from(RECIPIENT)
                .where(RECIPIENT.PRICE.isNotNull())
                .and(parts(parameters, RECIPIENT.RUN_ID, RECIPIENT.BILLED_AT))
                .groupBy(
                        RECIPIENT.RUN_ID,
                        RECIPIENT.ARM,
                        channel,
                        country,
                        RECIPIENT.PRICE,
                        RECIPIENT.PRICE_CURRENCY)
                .forEach(row -> {
                    var line =
                            new CostLine(
                                    row.value1(),
                                    row.value2(),
                                    row.value3(),
                                    row.value4(),
                                    row.value5(),
                                    row.value6(),
                                    row.value7());
                    sums.add(line.currency(), LineType.COST, line.quantity(), line.amountMinor());
                });
    }

    private void addDocuments(RoiParameters parameters, ControlTotals.Sum sums) {
        postgres.select(
                        SHOP_ORDER.CURRENCY,
                        SHOP_ORDER.KIND,
                        count(),
                        sum(SHOP_ORDER.REVENUE_MINOR))
                .from(CREDIT)
                .join(SHOP_ORDER)
                .on(SHOP_ORDER.ID.eq(CREDIT.SHOP_ORDER_ID))
                .where(parts(parameters, CREDIT.RUN_ID, SHOP_ORDER.PLACED_AT))
                .groupBy(SHOP_ORDER.CURRENCY, SHOP_ORDER.KIND)
                .forEach(row ->
                        sums.add(
                                row.value1(),
                                LineType.ofDocument(row.value2()),
                                row.value3(),
                                row.value4().longValueExact()));
    }

    private static Condition parts(
            RoiParameters parameters, Field<Integer> run, Field<Instant> at) {
        return (parameters.run() == null ? noCondition() : run.eq(parameters.run()))
                .and(from(at, parameters.from()))
                .and(parameters.until() == null ? noCondition() : at.lt(parameters.until()));
    }

    private static Condition from(Field<Instant> at, @Nullable Instant from) {
        return from == null ? noCondition() : at.ge(from);
    }
}
