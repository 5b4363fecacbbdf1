package org.parley.analytics.finance.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.CreditedBy;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.RoiLine;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.internal.ReportQuery;
import org.parley.core.kernel.ClickHouseTime;

/// Lines of the export, one after another, in the order of the file: out of ClickHouse, and among
/// them the true-ups of invoices, which PostgreSQL keeps.
public final class RoiLines {

    private static final ReportQuery LINES = ReportQuery.named("roi_lines");

    // A true-up follows the costs that it brings to the invoice.
    private static final Comparator<RoiLine> GROUPS =
            Comparator.comparingInt(RoiLine::run)
                    .thenComparingInt(RoiLine::arm)
                    .thenComparing(RoiLine::channel)
                    .thenComparing(RoiLine::country)
                    .thenComparing(line -> line.type().word())
                    .thenComparing(RoiLine::currency);

    private final DSLContext clickHouse;
    private final TrueUpStore trueUps;

    public RoiLines(DSLContext clickHouse, DSLContext postgres) {
        this.clickHouse = clickHouse;
        this.trueUps = new TrueUpStore(postgres);
    }

    /// One by one.
    public void forEach(RoiParameters parameters, Consumer<RoiLine> each) {
        var run = parameters.run();
        var ups = new ArrayDeque<>(trueUps.lines(parameters));
        try (var rows =
                LINES.on(
                                clickHouse,
                                run != null,
                                run == null ? 0 : run,
                                bound(parameters.from(), ClickHouseTime.EARLIEST),
                                bound(parameters.until(), ClickHouseTime.LATEST),
                                parameters.reportingCurrency() != null)
                        .fetchLazy()) {
            var row = Objects.requireNonNull(rows.resultSet());
            while (row.next()) {
                var line = line(row);
                while (!ups.isEmpty() && GROUPS.compare(ups.getFirst(), line) < 0) {
                    each.accept(ups.removeFirst());
                }
                each.accept(line);
            }
        } catch (SQLException e) {
            throw new DataAccessException("The lines of the export could not be read", e);
        }
        ups.forEach(each);
    }

    private static String bound(@Nullable Instant given, Instant otherwise) {
        return ClickHouseTime.of(given == null ? otherwise : given);
    }

    /// Straight from the driver: with a record of jOOQ for each, lines take half as long again.
    private static RoiLine line(ResultSet row) throws SQLException {
        var cost =
                new CostLine(
                        row.getInt("run"),
                        row.getInt("arm"),
                        row.getString("channel"),
                        row.getString("country"),
                        row.getBigDecimal("price"),
                        row.getString("currency"),
                        row.getLong("quantity"));
        var type = LineType.of(row.getString("line_type"));
        return new RoiLine(
                cost.run(),
                cost.arm(),
                cost.channel(),
                cost.country(),
                type,
                cost.currency(),
                cost.unitPrice(),
                LocalDate.parse(row.getString("rate_day")),
                type == LineType.COST ? null : CreditedBy.of(row.getString("credited_by")),
                cost.quantity(),
                type == LineType.COST ? cost.amountMinor() : row.getLong("amount_minor"),
                LocalDate.parse(row.getString("first_day")),
                LocalDate.parse(row.getString("last_day")),
                null);
    }
}
