package org.parley.analytics.finance.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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

/// Lines of the export out of ClickHouse, one after another, in the order of the file.
public final class RoiLines {

    private static final ReportQuery LINES = ReportQuery.named("roi_lines");

    private final DSLContext clickHouse;

    public RoiLines(DSLContext clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// One by one.
    public void forEach(RoiParameters parameters, Consumer<RoiLine> each) {
        var run = parameters.run();
        try (var rows =
                LINES.on(
                                clickHouse,
                                run != null,
                                run == null ? 0 : run,
                                bound(parameters.from(), ClickHouseTime.EARLIEST),
                                bound(parameters.until(), ClickHouseTime.LATEST),
                                parameters.reportingCurrency() != null)
                        .fetchLazy()) {
            rows.forEach(row -> each.accept(line(row)));
        }
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
                LocalDate.parse(row.get("last_day", String.class)));
    }
}
