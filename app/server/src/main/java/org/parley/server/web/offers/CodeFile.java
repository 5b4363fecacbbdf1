package org.parley.server.web.offers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.CodeLine;

/// A CSV file of codes, as shops export them.
final class CodeFile {

    private static final String COLUMN = "code";

    private CodeFile() {}

    /// The codes with their lines, from 1 as an editor counts. Empty lines say nothing.
    static List<CodeLine> lines(String file) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        List<CodeLine> lines = new ArrayList<>();
        try (CSVParser parser =
                CSVParser.builder()
                        .setReader(new StringReader(text))
                        .setFormat(CSVFormat.RFC4180)
                        .get()) {
            int column = -1;
            long line = 1;
            for (CSVRecord row : parser) {
                long here = line;
                line = parser.getCurrentLineNumber() + 1;
                if (column < 0) {
                    column = column(row);
                    if (column >= 0) {
                        continue;
                    }
                    column = 0;
                }
                String cell = column < row.size() ? row.get(column) : "";
                if (!cell.isBlank() || row.size() > 1) {
                    lines.add(new CodeLine((int) here, cell));
                }
                if (lines.size() > Offers.MOST_BROUGHT) {
                    return lines;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_FILE, "The file is no CSV: a quote is not closed");
        }
        return lines;
    }

    /// @return -1: this is no header
    private static int column(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i).strip().equalsIgnoreCase(COLUMN)) {
                return i;
            }
        }
        return -1;
    }
}
