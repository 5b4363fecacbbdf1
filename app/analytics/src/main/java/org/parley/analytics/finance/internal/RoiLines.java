package org.parley.analytics.finance.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Record;
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
            rows.forEach(row -> {
                var line = line(row);
                while (!ups.isEmpty() && GROUPS.compare(ups.getFirst(), line) < 0) {
                    each.accept(ups.removeFirst());
                }
                each.accept(line);
            });
        }
        ups.forEach(each);
    }

    private static String bound(@Nullable Instant given, Instant otherwise) {
        return ClickHouseTime.of(given == null ? otherwise : given);
    }

    private static RoiLine line(Record row) {
        var cost =
                new CostLine(
                        row.get("run", Integer.class),
                        row.get("arm", Integer.class),
                        row.get("channel", String.class),
                        row.get("country", String.class),
                        row.get("price", BigDecimal.class),
                        row.get("currency", String.class),
                        row.get("quantity", Long.class));
        var type = LineType.of(row.get("line_type", String.class));
        return new RoiLine(
                cost.run(),
                cost.arm(),
                cost.channel(),
                cost.country(),
                type,
                cost.currency(),
                cost.unitPrice(),
                LocalDate.parse(row.get("rate_day", String.class)),
                type == LineType.COST ? null : CreditedBy.of(row.get("credited_by", String.class)),
                cost.quantity(),
                type == LineType.COST ? cost.amountMinor() : row.get("amount_minor", Long.class),
                LocalDate.parse(row.get("first_day", String.class)),
                LocalDate.parse(row.get("last_day", String.class)),
                null);
    }
}
