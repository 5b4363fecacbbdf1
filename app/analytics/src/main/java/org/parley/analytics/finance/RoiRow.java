package org.parley.analytics.finance;

import static org.parley.analytics.finance.Cell.NONE;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.attribution.AttributionModel;
import org.parley.analytics.finance.Cell.Amount;
import org.parley.analytics.finance.Cell.Code;
import org.parley.analytics.finance.Cell.Day;
import org.parley.analytics.finance.Cell.Whole;
import org.parley.analytics.finance.Cell.Words;
import org.parley.core.kernel.Sha256;

/// The columns of the ROI export, long form, and a line in them. Nothing in a row tells when or by
/// whom it was written; that is the manifest's. Not thread-safe.
final class RoiRow {

    static final String SCHEMA_VERSION = "4";
    // Months were closed with both: the second spells the model otherwise than reports do, neither
    // has the columns of invoices. Nor do their lines tell imported runs from live ones.
    private static final String SECOND_SCHEMA = "2";
    private static final String THIRD_SCHEMA = "3";
    private static final Set<String> OF_INVOICES = Set.of("vendor", "invoice_ref");
    static final List<String> COLUMNS =
            List.of(
                    "schema_version",
                    "period_start",
                    "period_end",
                    "period_status",
                    "snapshot",
                    "charge_class",
                    "orig_period",
                    "cost_centre",
                    "campaign_id",
                    "campaign_name",
                    "run_id",
                    "arm",
                    "arm_name",
                    "channel",
                    "country",
                    "line_type",
                    "basis",
                    "quantity",
                    "unit",
                    "unit_price",
                    "amount_orig",
                    "currency_orig",
                    "fx_rate",
                    "fx_rate_date",
                    "fx_source",
                    "amount_reporting",
                    "currency_reporting",
                    "vendor",
                    "invoice_ref",
                    "attribution_model",
                    "attribution_window",
                    "orders",
                    "source",
                    "row_hash");

    private static final int PRICE_SCALE = 6;
    // Between the cells that are hashed: occurs in no cell.
    private static final char SEPARATOR = 0x1f;

    private final MessageDigest digest = Sha256.digest();
    private final RowBytes hashed =
            new RowBytes((_, cell) -> (cell.plain() + SEPARATOR).getBytes(StandardCharsets.UTF_8));
    // what every line says of the file
    private final List<Cell> covering;
    private final Cell model;
    private final boolean current;

    RoiRow(Cover cover) {
        this.covering =
                List.of(
                        new Code(cover.schemaVersion()),
                        Cell.moment(cover.from()),
                        Cell.moment(cover.until()),
                        cover.status() == null ? NONE : new Code(cover.status().word()),
                        code(cover.snapshot()));
        this.model =
                new Code(
                        cover.schemaVersion().equals(SECOND_SCHEMA)
                                ? "last_touch"
                                : AttributionModel.BOOKED.word());
        this.current = isCurrent(cover);
    }

    static List<String> columns(Cover cover) {
        return isCurrent(cover)
                ? COLUMNS
                : COLUMNS.stream().filter(column -> !OF_INVOICES.contains(column)).toList();
    }

    private static boolean isCurrent(Cover cover) {
        return !cover.schemaVersion().equals(SECOND_SCHEMA)
                && !cover.schemaVersion().equals(THIRD_SCHEMA);
    }

    List<Cell> cells(BookedLine booked) {
        var line = booked.line();
        var label = booked.label();
        var converted = booked.converted();
        var corrects = booked.corrects();
        var cost = line.type() == LineType.COST;
        var creditedBy = line.creditedBy();
        var invoiced = line.invoiced();
        List<Cell> cells = new ArrayList<>(COLUMNS.size());
        cells.addAll(covering);
        // FOCUS: a charge that amends an earlier period
        cells.add(corrects == null ? NONE : new Code("correction"));
        cells.add(corrects == null ? NONE : new Code(corrects.toString()));
        cells.add(label.costCentre() == null ? NONE : new Words(label.costCentre()));
        cells.add(new Whole(label.campaignId()));
        cells.add(new Words(label.campaignName()));
        cells.add(new Whole(line.run()));
        cells.add(new Whole(line.arm()));
        cells.add(new Words(booked.armName()));
        cells.add(new Words(line.channel()));
        cells.add(new Words(line.country()));
        cells.add(new Code(line.type().word()));
        cells.add(new Code(invoiced == null ? "accrual" : invoiced.basis()));
        cells.add(new Whole(line.quantity()));
        cells.add(new Code(line.type().unit()));
        cells.add(
                cost && invoiced == null
                        ? new Amount(line.unitPrice().setScale(PRICE_SCALE, RoundingMode.HALF_UP))
                        : NONE);
        cells.add(new Amount(MinorUnit.toMajor(line.amountMinor(), line.currency())));
        cells.add(new Code(line.currency()));
        cells.add(converted == null ? NONE : new Amount(converted.rate().rate()));
        cells.add(converted == null ? NONE : new Day(converted.rate().day()));
        cells.add(converted == null ? NONE : new Words(converted.rate().source()));
        cells.add(
                converted == null
                        ? NONE
                        : new Amount(MinorUnit.toMajor(converted.minor(), converted.currency())));
        cells.add(converted == null ? NONE : new Code(converted.currency()));
        if (current) {
            cells.add(invoiced == null ? NONE : new Words(invoiced.vendor()));
            cells.add(invoiced == null ? NONE : new Words(invoiced.number()));
        }
        cells.add(cost ? NONE : model);
        cells.add(creditedBy == null ? NONE : code(label.windows().get(creditedBy)));
        cells.add(line.type() == LineType.REVENUE ? new Whole(line.quantity()) : NONE);
        cells.add(new Code(label.origin().word()));
        cells.add(new Code(hash(cells)));
        return cells;
    }

    private String hash(List<Cell> cells) {
        hashed.put(cells);
        digest.update(hashed.bytes(), 0, hashed.length());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Cell code(@Nullable String code) {
        return code == null ? NONE : new Code(code);
    }
}
