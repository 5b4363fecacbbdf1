package org.parley.analytics.finance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Sha256;

/// Writes lines one by one and adds them up, in memory that does not grow with their number.
final class RoiFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = Sha256.digest();
    private final RoiRow row;
    private final Sheet sheet;
    private final ControlTotals.Sum sums = new ControlTotals.Sum();
    private final ControlTotals.Sum reportingSums = new ControlTotals.Sum();
    private long rows;
    private @Nullable LocalDate firstDay;
    private @Nullable LocalDate lastDay;

    /// How a kind of file takes rows.
    interface Sheet extends AutoCloseable {

        /// @throws org.parley.core.kernel.ProblemException CONFLICT where the format has no room
        void row(List<Cell> cells) throws IOException;

        /// Writes what is left; nothing may be written after it.
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }

    RoiFile(OutputStream out, Cover cover, RoiProfile profile) throws IOException {
        this.row = new RoiRow(cover);
        var bytes = new DigestOutputStream(out, digest);
        this.sheet =
                switch (profile) {
                    case XLSX ->
                            new XlsxSheet(
                                    new BufferedOutputStream(bytes, BUFFER), RoiRow.columns(cover));
                    case MACHINE,
                            EXCEL_EN,
                            EXCEL_BG,
                            EXCEL_DE,
                            EXCEL_ES,
                            EXCEL_FR,
                            EXCEL_IT,
                            EXCEL_PL ->
                            new CsvSheet(bytes, profile, RoiRow.columns(cover));
                };
    }

    void write(BookedLine booked) {
        var line = booked.line();
        try {
            sheet.row(row.cells(booked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sums.add(booked);
        reportingSums.addConverted(booked);
        firstDay =
                firstDay == null || line.firstDay().isBefore(firstDay) ? line.firstDay() : firstDay;
        lastDay = lastDay == null || line.lastDay().isAfter(lastDay) ? line.lastDay() : lastDay;
        rows++;
    }

    /// What the file would be, without one.
    static ControlTotals totals(
            Cover cover, RoiProfile profile, Consumer<Consumer<BookedLine>> content) {
        try (var file = new RoiFile(OutputStream.nullOutputStream(), cover, profile)) {
            content.accept(file::write);
            return file.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the file; nothing may be written after it.
    ControlTotals finish() throws IOException {
        sheet.finish();
        return new ControlTotals(
                rows,
                sums.totals(),
                reportingSums.totals(),
                firstDay,
                lastDay,
                HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
