package org.parley.analytics.finance;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Rows as RFC 4180 has them, with the separators of a profile.
public final class CsvSheet implements RoiFile.Sheet {

    private static final char MARK = '\uFEFF';
    private static final int BUFFER = 1 << 16;

    private final CSVPrinter printer;
    private final RoiProfile profile;

    public CsvSheet(OutputStream out, RoiProfile profile, List<String> columns) throws IOException {
        this.profile = profile;
        // cells are handed to the encoder in large parts, not one by one
        Writer writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        if (profile.mark()) {
            writer.write(MARK);
        }
        this.printer =
                new CSVPrinter(
                        writer,
                        CSVFormat.RFC4180
                                .builder()
                                .setDelimiter(profile.separator())
                                .setRecordSeparator("\r\n")
                                .get());
        printer.printRecord(columns);
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        for (var cell : cells) {
            printer.print(
                    switch (cell) {
                        case Cell.Amount amount -> amount.plain().replace('.', profile.decimal());
                        case Cell.Code _, Cell.Words _, Cell.Whole _, Cell.Day _ -> cell.plain();
                    });
        }
        printer.println();
    }

    @Override
    public void finish() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.close();
    }
}
