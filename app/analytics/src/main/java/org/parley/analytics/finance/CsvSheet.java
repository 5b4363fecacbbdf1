package org.parley.analytics.finance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Rows as RFC 4180 has them, with the separators of a profile.
public final class CsvSheet implements RoiFile.Sheet {

    private static final char MARK = '\uFEFF';
    private static final String END = "\r\n";
    private static final byte[] END_BYTES = END.getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private final RoiProfile profile;
    private final StringBuilder printed = new StringBuilder();
    private final CSVPrinter printer;
    private final RowBytes row = new RowBytes(this::bytes);
    // rows go out in large parts, not one by one
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    public CsvSheet(OutputStream out, RoiProfile profile, List<String> columns) throws IOException {
        this.out = out;
        this.profile = profile;
        this.printer =
                new CSVPrinter(
                        printed,
                        CSVFormat.RFC4180
                                .builder()
                                .setDelimiter(profile.separator())
                                .setRecordSeparator(END)
                                .get());
        if (profile.mark()) {
            printed.append(MARK);
        }
        printer.printRecord(columns);
        var head = utf8(printed);
        write(head, head.length);
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        row.put(cells);
        write(row.bytes(), row.length());
        write(END_BYTES, END_BYTES.length);
    }

    /// Of a cell with the separator before it.
    private byte[] bytes(int column, Cell cell) {
        printed.setLength(0);
        try {
            if (column == 0) {
                printer.println();
                printed.setLength(0);
            }
            printer.print(
                    switch (cell) {
                        case Cell.Amount amount -> amount.plain().replace('.', profile.decimal());
                        case Cell.Code _, Cell.Words _, Cell.Whole _, Cell.Day _ -> cell.plain();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return utf8(printed);
    }

    private static byte[] utf8(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[] bytes, int length) throws IOException {
        if (filled + length > BUFFER) {
            flush();
        }
        if (length > BUFFER) {
            out.write(bytes, 0, length);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, length);
            filled += length;
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    @Override
    public void finish() throws IOException {
        flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
