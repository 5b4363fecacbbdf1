package org.parley.analytics.finance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// Writes lines in the long form, one by one, and adds them up: RFC 4180 with CRLF, UTF-8 without a
/// byte order mark, points in numbers, ISO 8601 dates. The same lines give the same bytes: nothing
/// in it tells when or by whom it was written; that is the manifest's.
final class RoiCsv implements AutoCloseable {

    static final String SCHEMA_VERSION = "1";
    static final List<String> COLUMNS =
            List.of(
                    "schema_version",
                    "period_start",
                    "period_end",
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
                    "attribution_model",
                    "attribution_window",
                    "orders",
                    "source",
                    "row_hash");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();
    private static final int PRICE_SCALE = 6;
    private static final int BUFFER = 1 << 16;
    // Between the cells that are hashed: occurs in no cell.
    private static final byte SEPARATOR = 0x1f;

    private final MessageDigest fileDigest = sha256();
    private final MessageDigest rowDigest = sha256();
    private final CSVPrinter printer;
    private final RoiParameters parameters;
    private final ControlTotals.Sum sums = new ControlTotals.Sum();
    private final ControlTotals.Sum reportingSums = new ControlTotals.Sum();
    private long rows;
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate lastDay;

    RoiCsv(OutputStream out, RoiParameters parameters) throws IOException {
        this.parameters = parameters;
        Writer writer =
                new OutputStreamWriter(
                        new BufferedOutputStream(new DigestOutputStream(out, fileDigest), BUFFER),
                        StandardCharsets.UTF_8);
        this.printer = new CSVPrinter(writer, FORMAT);
        printer.printRecord(COLUMNS);
    }

    /// @param rate null: no reporting currency was asked for
    void write(RoiLine line, RunLabel label, @Nullable FxRate rate) throws IOException {
        var reporting = parameters.reportingCurrency();
        var converted =
                rate == null || reporting == null
                        ? 0
                        : rate.convert(line.amountMinor(), line.currency(), reporting);
        var cost = line.type() == LineType.COST;
        var cells =
                List.of(
                        SCHEMA_VERSION,
                        text(parameters.from()),
                        text(parameters.until()),
                        CsvText.safe(label.costCentre() == null ? "" : label.costCentre()),
                        Long.toString(label.campaignId()),
                        CsvText.safe(label.campaignName()),
                        Integer.toString(line.run()),
                        Integer.toString(line.arm()),
                        CsvText.safe(label.armNames().getOrDefault(line.arm(), "")),
                        CsvText.safe(line.channel()),
                        CsvText.safe(line.country()),
                        line.type().word(),
                        "accrual",
                        Long.toString(line.quantity()),
                        line.type().unit(),
                        cost ? price(line.unitPrice()) : "",
                        MinorUnit.toMajor(line.amountMinor(), line.currency()).toPlainString(),
                        line.currency(),
                        rate == null ? "" : rate.rate().toPlainString(),
                        rate == null ? "" : rate.day().toString(),
                        rate == null ? "" : CsvText.safe(rate.source()),
                        rate == null || reporting == null
                                ? ""
                                : MinorUnit.toMajor(converted, reporting).toPlainString(),
                        reporting == null ? "" : reporting,
                        cost ? "" : "last_touch",
                        cost ? "" : "P" + label.attributionDays() + "D",
                        line.type() == LineType.REVENUE ? Long.toString(line.quantity()) : "",
                        label.sandbox() ? "sandbox" : "live");
        for (var cell : cells) {
            printer.print(cell);
        }
        printer.print(hash(cells));
        printer.println();
        sums.add(line.currency(), line.type(), line.quantity(), line.amountMinor());
        if (reporting != null) {
            reportingSums.add(reporting, line.type(), line.quantity(), converted);
        }
        firstDay =
                firstDay == null || line.firstDay().isBefore(firstDay) ? line.firstDay() : firstDay;
        lastDay = lastDay == null || line.lastDay().isAfter(lastDay) ? line.lastDay() : lastDay;
        rows++;
    }

    /// Ends the file; nothing may be written after it.
    ControlTotals finish() throws IOException {
        printer.flush();
        return new ControlTotals(
                rows,
                sums.totals(),
                reportingSums.totals(),
                firstDay,
                lastDay,
                HexFormat.of().formatHex(fileDigest.digest()));
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }

    private String hash(List<String> cells) {
        for (var cell : cells) {
            rowDigest.update(cell.getBytes(StandardCharsets.UTF_8));
            rowDigest.update(SEPARATOR);
        }
        return HexFormat.of().formatHex(rowDigest.digest());
    }

    private static String price(BigDecimal price) {
        return price.setScale(PRICE_SCALE, RoundingMode.HALF_UP).toPlainString();
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
