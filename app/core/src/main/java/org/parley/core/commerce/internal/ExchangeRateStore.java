package org.parley.core.commerce.internal;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.parley.sql.postgres.Tables.FX_RATE;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.core.commerce.ExchangeRate;
import org.parley.sql.postgres.tables.records.FxRateRecord;

/// The table of daily exchange rates.
public final class ExchangeRateStore {

    private final DSLContext dsl;

    /// A place in the list.
    public record Place(LocalDate day, String from, String to) {}

    public ExchangeRateStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /// @return what it replaced
    public Optional<ExchangeRate> put(ExchangeRate rate) {
        return dsl.transactionResult(transaction -> {
            DSLContext tx = transaction.dsl();
            int inserted =
                    tx.insertInto(
                                    FX_RATE,
                                    FX_RATE.CURRENCY,
                                    FX_RATE.REPORTING,
                                    FX_RATE.RATE_DATE,
                                    FX_RATE.RATE,
                                    FX_RATE.SOURCE)
                            .values(rate.from(), rate.to(), rate.day(), rate.rate(), rate.source())
                            .onConflictDoNothing()
                            .execute();
            if (inserted == 1) {
                return Optional.empty();
            }
            var its =
                    FX_RATE.CURRENCY
                            .eq(rate.from())
                            .and(FX_RATE.REPORTING.eq(rate.to()))
                            .and(FX_RATE.RATE_DATE.eq(rate.day()));
            var before = tx.selectFrom(FX_RATE).where(its).forUpdate().fetchSingle();
            tx.update(FX_RATE)
                    .set(FX_RATE.RATE, rate.rate())
                    .set(FX_RATE.SOURCE, rate.source())
                    .where(its)
                    .execute();
            return Optional.of(rate(before));
        });
    }

    public List<ExchangeRate> page(
            @Nullable String from, @Nullable String to, @Nullable Place after, int limit) {
        return dsl.selectFrom(FX_RATE)
                .where(from == null ? noCondition() : FX_RATE.CURRENCY.eq(from))
                .and(to == null ? noCondition() : FX_RATE.REPORTING.eq(to))
                .and(
                        after == null
                                ? noCondition()
                                : row(FX_RATE.RATE_DATE, FX_RATE.CURRENCY, FX_RATE.REPORTING)
                                        .lt(after.day(), after.from(), after.to()))
                .orderBy(
                        FX_RATE.RATE_DATE.desc(), FX_RATE.CURRENCY.desc(), FX_RATE.REPORTING.desc())
                .limit(limit)
                .fetch(ExchangeRateStore::rate);
    }

    private static ExchangeRate rate(FxRateRecord r) {
        return new ExchangeRate(
                r.getCurrency(), r.getReporting(), r.getRateDate(), r.getRate(), r.getSource());
    }
}
