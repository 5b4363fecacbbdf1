package org.parley.analytics.finance.internal;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.CostLine;
import org.parley.analytics.finance.CreditedBy;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.RoiLine;
import org.parley.analytics.finance.RoiParameters;
import org.parley.analytics.internal.BinaryRows;
import org.parley.analytics.internal.ReportQuery;
import org.parley.core.kernel.ClickHouseTime;

/// Lines of the export, one after another, in the order of the file: out of ClickHouse, and among
/// them the true-ups of invoices, which PostgreSQL keeps.
public final class RoiLines {

    private static final ReportQuery LINES = ReportQuery.named("roi_lines");
    private static final int PRICE_SCALE = 6;
    private static final List<String> COLUMNS =
            List.of(
                    "run Int32",
                    "arm Int32",
                    "channel String",
                    "country String",
                    "line_type String",
                    "currency String",
                    "price Decimal(18, 6)",
                    "rate_day Date",
                    "credited_by String",
                    "quantity Int64",
                    "amount_minor Int64",
                    "first_day Date",
                    "last_day Date");

    // A true-up follows the costs that it brings to the invoice.
    private static final Comparator<RoiLine> GROUPS =
            Comparator.comparingInt(RoiLine::run)
                    .thenComparingInt(RoiLine::arm)
                    .thenComparing(RoiLine::channel)
                    .thenComparing(RoiLine::country)
                    .thenComparing(line -> line.type().word())
                    .thenComparing(RoiLine::currency);

    private final Client clickHouse;
    private final TrueUpStore trueUps;

    public RoiLines(Client clickHouse, DSLContext postgres) {
        this.clickHouse = clickHouse;
        this.trueUps = new TrueUpStore(postgres);
    }

    /// One by one.
    public void forEach(RoiParameters parameters, Consumer<RoiLine> each) {
        var ups = new ArrayDeque<>(trueUps.lines(parameters));
        try (var rows = BinaryRows.of(clickHouse, LINES.text(), bound(parameters), COLUMNS)) {
            while (rows.next()) {
                var line = line(rows);
                while (!ups.isEmpty() && GROUPS.compare(ups.getFirst(), line) < 0) {
                    each.accept(ups.removeFirst());
                }
                each.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lines of the export could not be read", e);
        }
        ups.forEach(each);
    }

    private static Map<String, Object> bound(RoiParameters parameters) {
        var run = parameters.run();
        return Map.of(
                "one_run",
                run != null,
                "of_run",
                run == null ? 0 : run,
                "opens",
                time(parameters.from(), ClickHouseTime.EARLIEST),
                "closes",
                time(parameters.until(), ClickHouseTime.LATEST),
                "by_day",
                parameters.reportingCurrency() != null);
    }

    private static String time(@Nullable Instant given, Instant otherwise) {
        return ClickHouseTime.of(given == null ? otherwise : given);
    }

    /// In the order of the columns.
    private static RoiLine line(BinaryRows row) throws IOException {
        var run = row.int32();
        var arm = row.int32();
        var channel = row.text();
        var country = row.text();
        var type = LineType.of(row.text());
        var currency = row.text();
        var price = row.decimal(PRICE_SCALE);
        var rateDay = row.day();
        var creditedBy = row.text();
        var quantity = row.int64();
        var amountMinor = row.int64();
        var cost = type == LineType.COST;
        return new RoiLine(
                run,
                arm,
                channel,
                country,
                type,
                currency,
                price,
                rateDay,
                cost ? null : CreditedBy.of(creditedBy),
                quantity,
                cost
                        ? new CostLine(run, arm, channel, country, price, currency, quantity)
                                .amountMinor()
                        : amountMinor,
                row.day(),
                row.day(),
                null);
    }
}
