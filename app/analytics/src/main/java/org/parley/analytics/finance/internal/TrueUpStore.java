package org.parley.analytics.finance.internal;

import static org.jooq.impl.DSL.all;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.parley.sql.postgres.Tables.INVOICE;
import static org.parley.sql.postgres.Tables.INVOICE_BOOKING;
import static org.parley.sql.postgres.Tables.INVOICE_ENTRY;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.Invoiced;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.RoiLine;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.finance.TrueUp;

/// True-ups of accepted invoices and their reversals.
public final class TrueUpStore {

    private final DSLContext postgres;

    public TrueUpStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// Of many runs together.
    public record ChannelSum(String channel, String currency, long minor) {}

    /// @param leftOut runs that do not count
    public List<ChannelSum> byChannel(Collection<Integer> leftOut) {
        return postgres.select(
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE.CURRENCY,
                        sum(INVOICE_BOOKING.TRUE_UP_MINOR))
                .from(INVOICE_BOOKING)
                .join(INVOICE_ENTRY)
                .on(INVOICE_ENTRY.ID.eq(INVOICE_BOOKING.ENTRY_ID))
                .join(INVOICE)
                .on(INVOICE.ID.eq(INVOICE_ENTRY.INVOICE_ID))
                .where(INVOICE_BOOKING.RUN_ID.ne(all(leftOut.toArray(Integer[]::new))))
                .groupBy(INVOICE_BOOKING.CHANNEL, INVOICE.CURRENCY)
                .fetch(row ->
                        new ChannelSum(row.value1(), row.value2(), row.value3().longValueExact()));
    }

    public List<TrueUp> of(int run) {
        return where(INVOICE_BOOKING.RUN_ID.eq(run));
    }

    /// Those of a file, without such as come to nothing.
    List<RoiLine> lines(RoiParameters parameters) {
        var run = parameters.run();
        return where(
                        (run == null ? noCondition() : INVOICE_BOOKING.RUN_ID.eq(run))
                                .and(
                                        bound(
                                                parameters.from(),
                                                from -> INVOICE_BOOKING.FIRST_AT.ge(from)))
                                .and(
                                        bound(
                                                parameters.until(),
                                                until -> INVOICE_BOOKING.FIRST_AT.lt(until))))
                .stream()
                .filter(up -> up.minor() != 0)
                .map(TrueUpStore::line)
                .toList();
    }

    private static Condition bound(@Nullable Instant at, Function<Instant, Condition> condition) {
        return at == null ? noCondition() : condition.apply(at);
    }

    private static RoiLine line(TrueUp up) {
        return new RoiLine(
                up.run(),
                up.arm(),
                up.channel(),
                up.country(),
                LineType.COST,
                up.currency(),
                BigDecimal.ZERO,
                day(up.rateAt()),
                null,
                0,
                up.minor(),
                day(up.firstAt()),
                day(up.lastAt()),
                up.invoiced());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// By currency, minor units.
    ///
    /// @param which by run and time
    Map<String, Long> totals(BiFunction<Field<Integer>, Field<Instant>, Condition> which) {
        return new TreeMap<>(
                postgres.select(
                                INVOICE.CURRENCY,
                                sum(INVOICE_BOOKING.INVOICED_MINOR)
                                        .minus(sum(INVOICE_BOOKING.ACCRUED_MINOR)))
                        .from(INVOICE_BOOKING)
                        .join(INVOICE_ENTRY)
                        .on(INVOICE_ENTRY.ID.eq(INVOICE_BOOKING.ENTRY_ID))
                        .join(INVOICE)
                        .on(INVOICE.ID.eq(INVOICE_ENTRY.INVOICE_ID))
                        .where(which.apply(INVOICE_BOOKING.RUN_ID, INVOICE_BOOKING.FIRST_AT))
                        .groupBy(INVOICE.CURRENCY)
                        .fetchMap(row -> row.value1(), row -> row.value2().longValueExact()));
    }

    private List<TrueUp> where(Condition condition) {
        var reversal = DSL.field(INVOICE_ENTRY.REVERSES.isNotNull());
        var rateAt =
                min(min(INVOICE_BOOKING.FIRST_AT))
                        .over()
                        .partitionBy(
                                INVOICE_BOOKING.RUN_ID,
                                INVOICE_BOOKING.ARM,
                                INVOICE_BOOKING.CHANNEL,
                                INVOICE_BOOKING.COUNTRY,
                                INVOICE.CURRENCY,
                                INVOICE.VENDOR,
                                INVOICE.NUMBER);
        return postgres.select(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE_BOOKING.COUNTRY,
                        INVOICE.CURRENCY,
                        sum(INVOICE_BOOKING.MESSAGES),
                        sum(INVOICE_BOOKING.TRUE_UP_MINOR),
                        min(INVOICE_BOOKING.FIRST_AT),
                        max(INVOICE_BOOKING.LAST_AT),
                        rateAt,
                        INVOICE.VENDOR,
                        INVOICE.NUMBER,
                        reversal)
                .from(INVOICE_BOOKING)
                .join(INVOICE_ENTRY)
                .on(INVOICE_ENTRY.ID.eq(INVOICE_BOOKING.ENTRY_ID))
                .join(INVOICE)
                .on(INVOICE.ID.eq(INVOICE_ENTRY.INVOICE_ID))
                .where(condition)
                .groupBy(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        INVOICE_BOOKING.CHANNEL,
                        INVOICE_BOOKING.COUNTRY,
                        INVOICE.CURRENCY,
                        INVOICE.VENDOR,
                        INVOICE.NUMBER,
                        reversal)
                // byte order, as ClickHouse sorts
                .orderBy(
                        INVOICE_BOOKING.RUN_ID,
                        INVOICE_BOOKING.ARM,
                        INVOICE_BOOKING.CHANNEL.collate("C"),
                        INVOICE_BOOKING.COUNTRY.collate("C"),
                        INVOICE.CURRENCY.collate("C"),
                        INVOICE.VENDOR.collate("C"),
                        INVOICE.NUMBER.collate("C"),
                        reversal)
                .fetch(row ->
                        new TrueUp(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6().longValueExact(),
                                row.value7().longValueExact(),
                                row.value8(),
                                row.value9(),
                                row.value10(),
                                new Invoiced(row.value11(), row.value12(), row.value13())));
    }
}
