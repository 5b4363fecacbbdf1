package org.parley.analytics.finance.internal;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static org.parley.sql.postgres.Tables.CREDIT;
import static org.parley.sql.postgres.Tables.LEDGER_MESSAGE;
import static org.parley.sql.postgres.Tables.RECIPIENT;
import static org.parley.sql.postgres.Tables.SHOP_ORDER;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.ControlTotals;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.finance.RoiParameters;

/// The totals of an export as PostgreSQL's own rows give them: prices on the send ledger, credits
/// on orders, invoices less what was accrued for them.
public final class LedgerTotals {

    private final DSLContext postgres;
    private final TrueUpStore trueUps;

    public LedgerTotals(DSLContext postgres) {
        this.postgres = postgres;
        this.trueUps = new TrueUpStore(postgres);
    }

    public List<ControlTotals.Total> of(RoiParameters parameters) {
        return totals((run, at) -> parts(parameters, run, at), _ -> inline(0));
    }

    /// The same on one processor, for who is at work on another meanwhile. Several would add up
    /// sooner where lines are few, but take thrice the work where they are millions.
    public List<ControlTotals.Total> aside(RoiParameters parameters) {
        return postgres.transactionResult(transaction -> {
            transaction.dsl().execute("set local max_parallel_workers_per_gather = 0");
            return new LedgerTotals(transaction.dsl()).of(parameters);
        });
    }

    /// Of several spans together, each rounded by itself, in one reading: everything before the
    /// first bound, and from each bound to the next.
    ///
    /// @param bounds at least one, in their order
    public List<ControlTotals.Total> until(List<Instant> bounds) {
        var type = RECIPIENT.BILLED_AT.getDataType();
        var last = bounds.getLast();
        return totals(
                (_, at) -> at.lt(last),
                at ->
                        field(
                                "width_bucket({0}, {1})",
                                Integer.class,
                                at,
                                val(bounds.toArray(Instant[]::new), type.array())));
    }

    /// @param which facts, by run and time
    /// @param span that a fact is rounded with, by its time
    private List<ControlTotals.Total> totals(
            BiFunction<Field<Integer>, Field<Instant>, Condition> which,
            Function<Field<Instant>, Field<Integer>> span) {
        var sums = new ControlTotals.Sum();
        addCosts(which, span, sums);
        addDocuments(which, sums);
        trueUps.totals(which)
                .forEach((currency, minor) -> sums.add(currency, LineType.COST, 0, minor));
        return sums.totals();
    }

    private void addCosts(
            BiFunction<Field<Integer>, Field<Instant>, Condition> which,
            Function<Field<Instant>, Field<Integer>> span,
            ControlTotals.Sum sums) {
        Field<Integer> run = field(name("bill", "run_id"), Integer.class);
        Field<Short> arm = field(name("bill", "arm"), Short.class);
        Field<String> channel = field(name("bill", "channel"), String.class);
        Field<String> country = field(name("bill", "country"), String.class);
        Field<BigDecimal> price = field(name("bill", "price"), BigDecimal.class);
        Field<String> currency = field(name("bill", "currency"), String.class);
        Field<Instant> billedAt =
                field(name("bill", "billed_at"), RECIPIENT.BILLED_AT.getDataType());
        // grouped by its name: bound twice, PostgreSQL would not know it again
        Field<Integer> of = span.apply(billedAt).as(name("span"));
        Table<?> lines =
                select(currency, count().as("quantity"), price.times(count()).as("amount"), of)
                        .from(bills())
                        .where(which.apply(run, billedAt))
                        .groupBy(
                                run,
                                arm,
                                channel,
                                country,
                                price,
                                currency,
                                field(name("span"), Integer.class))
                        .asTable("line");
        Field<String> lineCurrency = field(name("line", "currency"), String.class);
        Field<Long> quantity = field(name("line", "quantity"), Long.class);
        Field<BigDecimal> amount = field(name("line", "amount"), BigDecimal.class);
        // There may be millions of lines: they are rounded and added up where they are.
        postgres.select(lineCurrency, sum(quantity), sum(rounded(amount, exponent(lineCurrency))))
                .from(lines)
                .groupBy(lineCurrency)
                .forEach(row ->
                        sums.add(
                                row.value1(),
                                LineType.COST,
                                row.value2().longValueExact(),
                                MinorUnit.round(row.value3(), row.value1())));
    }

    /// Half up, away from zero, as PostgreSQL rounds a numeric.
    private static Field<BigDecimal> rounded(Field<BigDecimal> amount, Field<Integer> digits) {
        return field("round({0}, {1})", BigDecimal.class, amount, digits);
    }

    /// As [MinorUnit] knows it; the sum of what is no currency is refused by it.
    private static Field<Integer> exponent(Field<String> currency) {
        Field<Integer> exponent = inline(MinorUnit.USUAL);
        for (var unusual : MinorUnit.unusual().entrySet()) {
            var codes = unusual.getValue().stream().map(DSL::inline).toList();
            exponent = when(currency.in(codes), inline(unusual.getKey())).otherwise(exponent);
        }
        return exponent;
    }

    private static Table<?> bills() {
        return select(
                        LEDGER_MESSAGE.RUN_ID,
                        LEDGER_MESSAGE.ARM,
                        coalesce(LEDGER_MESSAGE.CHANNEL, inline("")),
                        coalesce(LEDGER_MESSAGE.COUNTRY, inline("")),
                        LEDGER_MESSAGE.PRICE,
                        LEDGER_MESSAGE.PRICE_CURRENCY,
                        LEDGER_MESSAGE.BILLED_AT)
                .from(LEDGER_MESSAGE)
                .where(LEDGER_MESSAGE.PRICE.isNotNull())
                .asTable(
                        "bill",
                        "run_id",
                        "arm",
                        "channel",
                        "country",
                        "price",
                        "currency",
                        "billed_at");
    }

    private void addDocuments(
            BiFunction<Field<Integer>, Field<Instant>, Condition> which, ControlTotals.Sum sums) {
        postgres.select(
                        SHOP_ORDER.CURRENCY,
                        SHOP_ORDER.KIND,
                        count(),
                        sum(SHOP_ORDER.REVENUE_MINOR))
                .from(CREDIT)
                .join(SHOP_ORDER)
                .on(SHOP_ORDER.ID.eq(CREDIT.SHOP_ORDER_ID))
                .where(which.apply(CREDIT.RUN_ID, SHOP_ORDER.PLACED_AT))
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
