package org.parley.analytics.finance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// A file as Commons CSV writes it, each cell anew: what files of ours are held against.
final class PlainCsv {

    private PlainCsv() {}

    static byte[] of(RoiProfile profile, List<String> columns, List<List<Cell>> rows)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            if (profile.mark()) {
                writer.write('\uFEFF');
            }
            var printer =
                    new CSVPrinter(
                            writer,
                            CSVFormat.RFC4180
                                    .builder()
                                    .setDelimiter(profile.separator())
                                    .setRecordSeparator("\r\n")
                                    .get());
            printer.printRecord(columns);
            for (var row : rows) {
                for (var cell : row) {
                    printer.print(
                            cell instanceof Cell.Amount
                                    ? cell.plain().replace('.', profile.decimal())
                                    : cell.plain());
                }
                printer.println();
            }
        }
        return bytes.toByteArray();
    }
}
