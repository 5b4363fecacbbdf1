package org.parley.analytics.finance.internal;

import static org.parley.sql.postgres.Tables.PERIOD_LINE;
import static org.parley.sql.postgres.Tables.PERIOD_SNAPSHOT;
import static org.parley.sql.postgres.Tables.RUN;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.finance.BookedLine;
import org.parley.analytics.finance.BookedLine.Converted;
import org.parley.analytics.finance.CreditWindows;
import org.parley.analytics.finance.CreditedBy;
import org.parley.analytics.finance.FxRate;
import org.parley.analytics.finance.Invoiced;
import org.parley.analytics.finance.LineType;
import org.parley.analytics.finance.PeriodSnapshot;
import org.parley.analytics.finance.RoiLine;
import org.parley.analytics.finance.RunLabel;
import org.parley.analytics.finance.RunOrigin;
import org.parley.core.kernel.DatabaseLock;
import org.parley.sql.postgres.tables.records.PeriodLineRecord;
import org.parley.sql.postgres.tables.records.PeriodSnapshotRecord;

/// Closed months. Rows are only ever added, which the database sees to.
public final class PeriodStore {

    private static final int FETCH = 1000;

    private final DSLContext postgres;

    public PeriodStore(DSLContext postgres) {
        this.postgres = postgres;
    }

    /// One close at a time; held until the end of the transaction.
    ///
    /// @return whether nobody else is closing
    public static boolean alone(DSLContext transaction) {
        return transaction
                .select(
                        DSL.field(
                                "pg_try_advisory_xact_lock({0})",
                                Boolean.class, DSL.val(DatabaseLock.PERIODS.key())))
                .fetchSingle()
                .value1();
    }

    /// Of the first run of ours, or else of another tool: before it there is nothing to book. What
    /// is imported of the past is corrected in the first open month, it opens none.
    public Optional<Instant> firstRun() {
        return postgres.select(
                        DSL.coalesce(
                                DSL.min(RUN.FIRE_TIME).filterWhere(RUN.SOURCE.isNull()),
                                DSL.min(RUN.FIRE_TIME)))
                .from(RUN)
                .fetchOptional()
                .map(row -> row.value1());
    }

    /// The latest snapshot of each month, in their order.
    public List<PeriodSnapshot> latest() {
        return postgres.select(PERIOD_SNAPSHOT.fields())
                .distinctOn(PERIOD_SNAPSHOT.MONTH)
                .from(PERIOD_SNAPSHOT)
                .orderBy(PERIOD_SNAPSHOT.MONTH, PERIOD_SNAPSHOT.NUMBER.desc())
                .fetchInto(PERIOD_SNAPSHOT)
                .map(PeriodStore::snapshot);
    }

    /// All of each month, the close first.
    public Map<YearMonth, List<PeriodSnapshot>> all() {
        return postgres.selectFrom(PERIOD_SNAPSHOT)
                .orderBy(PERIOD_SNAPSHOT.MONTH, PERIOD_SNAPSHOT.NUMBER)
                .fetchGroups(row -> YearMonth.from(row.getMonth()), PeriodStore::snapshot);
    }

    /// All of a month, the close first.
    public List<PeriodSnapshot> of(YearMonth month) {
        return postgres.selectFrom(PERIOD_SNAPSHOT)
                .where(PERIOD_SNAPSHOT.MONTH.eq(month.atDay(1)))
                .orderBy(PERIOD_SNAPSHOT.NUMBER)
                .fetch(PeriodStore::snapshot);
    }

    /// Empty where the month is open.
    public Optional<PeriodSnapshot> latest(YearMonth month) {
        return of(month).stream().reduce((_, later) -> later);
    }

    /// How many snapshots there are. None is ever taken away, so an equal number is an equal state.
    public static int count(DSLContext postgres) {
        return postgres.fetchCount(PERIOD_SNAPSHOT);
    }

    /// Within the caller's transaction.
    public static void add(
            DSLContext transaction, PeriodSnapshot snapshot, List<BookedLine> lines) {
        PeriodSnapshotRecord row = transaction.newRecord(PERIOD_SNAPSHOT);
        row.setMonth(snapshot.month().atDay(1));
        row.setNumber((short) snapshot.number());
        row.setOpens(snapshot.opens());
        row.setCloses(snapshot.closes());
        row.setReportingCurrency(snapshot.reportingCurrency());
        row.setSchemaVersion(snapshot.schemaVersion());
        row.setRows(snapshot.rows());
        row.setSha256(snapshot.sha256());
        row.setReason(snapshot.reason());
        row.setRequestedBy(snapshot.requestedBy());
        row.setClosedBy(snapshot.closedBy());
        row.setClosedAt(snapshot.closedAt());
        row.insert();
        List<PeriodLineRecord> records = new ArrayList<>(lines.size());
        for (BookedLine line : lines) {
            records.add(record(transaction, row.getId(), records.size() + 1, line));
        }
        transaction.batchInsert(records).execute();
    }

    /// Those of a snapshot in the order of its file, one by one.
    public void forEach(PeriodSnapshot snapshot, Consumer<BookedLine> each) {
        postgres.transaction(tx -> {
            try (var lines =
                    tx.dsl()
                            .select(PERIOD_LINE.fields())
                            .from(PERIOD_LINE)
                            .join(PERIOD_SNAPSHOT)
                            .on(PERIOD_SNAPSHOT.ID.eq(PERIOD_LINE.SNAPSHOT_ID))
                            .where(is(snapshot))
                            .orderBy(PERIOD_LINE.LINE)
                            .fetchSize(FETCH)
                            .fetchLazy()) {
                lines.forEach(row ->
                        each.accept(line(row.into(PERIOD_LINE), snapshot.reportingCurrency())));
            }
        });
    }

    /// What is booked of the facts of a month: its own lines, and corrections of it in other
    /// months. Of every month, the latest snapshot counts.
    ///
    /// @param own whether with its own lines
    /// @param reporting currency of the books
    public List<BookedLine> booked(YearMonth month, boolean own, @Nullable String reporting) {
        Condition corrections = PERIOD_LINE.CORRECTS.eq(month.atDay(1));
        Condition its = PERIOD_SNAPSHOT.MONTH.eq(month.atDay(1)).and(PERIOD_LINE.CORRECTS.isNull());
        var later = PERIOD_SNAPSHOT.as("later");
        return postgres.select(PERIOD_LINE.fields())
                .from(PERIOD_LINE)
                .join(PERIOD_SNAPSHOT)
                .on(PERIOD_SNAPSHOT.ID.eq(PERIOD_LINE.SNAPSHOT_ID))
                .where(own ? corrections.or(its) : corrections)
                .andNotExists(
                        postgres.selectOne()
                                .from(later)
                                .where(later.MONTH.eq(PERIOD_SNAPSHOT.MONTH))
                                .and(later.NUMBER.gt(PERIOD_SNAPSHOT.NUMBER)))
                // own lines first: a correction takes its names and rates from the first
                .orderBy(
                        PERIOD_LINE.CORRECTS.asc().nullsFirst(),
                        PERIOD_LINE.SNAPSHOT_ID,
                        PERIOD_LINE.LINE)
                .fetch(row -> line(row.into(PERIOD_LINE), reporting));
    }

    /// The first month of which there is any correction.
    public Optional<YearMonth> earliestCorrected() {
        return postgres.select(DSL.min(PERIOD_LINE.CORRECTS))
                .from(PERIOD_LINE)
                .fetchOptional(row -> row.value1())
                .map(YearMonth::from);
    }

    private static Condition is(PeriodSnapshot snapshot) {
        return PERIOD_SNAPSHOT
                .MONTH
                .eq(snapshot.month().atDay(1))
                .and(PERIOD_SNAPSHOT.NUMBER.eq((short) snapshot.number()));
    }

    private static PeriodSnapshot snapshot(PeriodSnapshotRecord row) {
        return new PeriodSnapshot(
                YearMonth.from(row.getMonth()),
                row.getNumber(),
                row.getOpens(),
                row.getCloses(),
                row.getReportingCurrency(),
                row.getSchemaVersion(),
                row.getRows(),
                row.getSha256(),
                row.getReason(),
                row.getRequestedBy(),
                row.getClosedBy(),
                row.getClosedAt());
    }

    private static PeriodLineRecord record(
            DSLContext transaction, long snapshot, int number, BookedLine booked) {
        RoiLine line = booked.line();
        RunLabel label = booked.label();
        PeriodLineRecord row = transaction.newRecord(PERIOD_LINE);
        row.setSnapshotId(snapshot);
        row.setLine(number);
        row.setCorrects(booked.corrects() == null ? null : booked.corrects().atDay(1));
        row.setRunId(line.run());
        row.setArm((short) line.arm());
        row.setChannel(line.channel());
        row.setCountry(line.country());
        row.setLineType(line.type().word());
        row.setCurrency(line.currency());
        row.setUnitPrice(line.unitPrice());
        row.setRateDay(line.rateDay());
        row.setQuantity(line.quantity());
        row.setAmountMinor(line.amountMinor());
        row.setFirstDay(line.firstDay());
        row.setLastDay(line.lastDay());
        row.setCampaignId(label.campaignId());
        row.setCampaignName(label.campaignName());
        row.setCostCentre(label.costCentre());
        row.setArmName(booked.armName());
        row.setAttributionDays(label.attributionDays());
        CreditedBy creditedBy = line.creditedBy();
        if (creditedBy != null) {
            row.setCreditedBy(creditedBy.word());
            row.setCreditWindow(label.windows().get(creditedBy));
        }
        Invoiced invoiced = line.invoiced();
        if (invoiced != null) {
            row.setVendor(invoiced.vendor());
            row.setInvoiceRef(invoiced.number());
            row.setReversal(invoiced.reversal());
        }
        row.setSandbox(label.origin() == RunOrigin.SANDBOX);
        row.setImported(label.origin() == RunOrigin.IMPORTED);
        Converted converted = booked.converted();
        if (converted != null) {
            row.setFxRate(converted.rate().rate());
            row.setFxDay(converted.rate().day());
            row.setFxSource(converted.rate().source());
            row.setReportingMinor(converted.minor());
        }
        return row;
    }

    private static BookedLine line(PeriodLineRecord row, @Nullable String reporting) {
        LineType type = LineType.of(row.getLineType());
        return new BookedLine(
                new RoiLine(
                        row.getRunId(),
                        row.getArm(),
                        row.getChannel(),
                        row.getCountry(),
                        type,
                        row.getCurrency(),
                        row.getUnitPrice(),
                        row.getRateDay(),
                        creditedBy(row, type),
                        row.getQuantity(),
                        row.getAmountMinor(),
                        row.getFirstDay(),
                        row.getLastDay(),
                        invoiced(row)),
                new RunLabel(
                        row.getCampaignId(),
                        row.getCampaignName(),
                        row.getCostCentre(),
                        row.getAttributionDays(),
                        windows(row),
                        RunOrigin.of(row.getSandbox(), row.getImported()),
                        Map.of((int) row.getArm(), row.getArmName())),
                converted(row, reporting),
                row.getCorrects() == null ? null : YearMonth.from(row.getCorrects()));
    }

    // Until lines told it apart, all said the days of their campaign.
    private static @Nullable CreditedBy creditedBy(PeriodLineRecord row, LineType type) {
        return type == LineType.COST
                ? null
                : row.getCreditedBy() == null
                        ? CreditedBy.TOUCH
                        : CreditedBy.of(row.getCreditedBy());
    }

    private static @Nullable Invoiced invoiced(PeriodLineRecord row) {
        return row.getVendor() == null || row.getInvoiceRef() == null || row.getReversal() == null
                ? null
                : new Invoiced(row.getVendor(), row.getInvoiceRef(), row.getReversal());
    }

    private static Map<CreditedBy, String> windows(PeriodLineRecord row) {
        if (row.getCreditedBy() == null) {
            return Map.of(CreditedBy.TOUCH, CreditWindows.days(row.getAttributionDays()));
        }
        return row.getCreditWindow() == null
                ? Map.of()
                : Map.of(CreditedBy.of(row.getCreditedBy()), row.getCreditWindow());
    }

    private static @Nullable Converted converted(PeriodLineRecord row, @Nullable String currency) {
        return row.getFxRate() == null
                        || row.getFxDay() == null
                        || row.getFxSource() == null
                        || row.getReportingMinor() == null
                ? null
                : new Converted(
                        new FxRate(row.getFxRate(), row.getFxDay(), row.getFxSource()),
                        Objects.requireNonNull(currency),
                        row.getReportingMinor());
    }
}
