package org.parley.server.web.offers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.parley.core.kernel.ErrorCode;
import org.parley.core.kernel.ProblemException;
import org.parley.core.offer.Offers;
import org.parley.core.offer.Offers.CodeLine;

/// A file of codes, as shops and spreadsheets export them: cells between commas, semicolons or
/// tabs. What lands here is given to customers, so a file that may mean something else is refused.
final class CodeFile {

    private static final String COLUMN = "code";
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    /// What people call the column where they do not call it as we do.
    private static final Pattern OTHER_HEADER =
            Pattern.compile("[a-z_ ]*(code|coupon|voucher)s?", Pattern.CASE_INSENSITIVE);

    private CodeFile() {}

    /// The codes with their lines, from 1 as an editor counts. Empty lines say nothing.
    ///
    /// @throws ProblemException MALFORMED_FILE
    static List<CodeLine> lines(String file) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        List<CodeLine> lines = new ArrayList<>();
        try (CSVParser parser = parser(text, delimiter(text))) {
            int column = -1;
            boolean headed = false;
            long line = 1;
            for (CSVRecord row : parser) {
                long here = line;
                line = parser.getCurrentLineNumber() + 1;
                if (isBlank(row)) {
                    continue;
                }
                if (column < 0) {
                    column = column(row);
                    headed = column >= 0;
                    if (headed) {
                        continue;
                    }
                    refuseHeader(row);
                    column = 0;
                }
                if (!headed && row.size() > 1) {
                    throw malformed(
                            "Line %d has %d columns and nothing says which is the code; begin the file with a line that names it `code`"
                                    .formatted(here, row.size()));
                }
                lines.add(new CodeLine((int) here, column < row.size() ? row.get(column) : ""));
                if (lines.size() > Offers.MOST_BROUGHT) {
                    return lines;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw malformed("The file is no CSV: a quote is not closed");
        }
        return lines;
    }

    /// The one that makes most cells of the first line.
    private static char delimiter(String text) throws IOException {
        char best = DELIMITERS.getFirst();
        int most = 0;
        for (char each : DELIMITERS) {
            int cells = cells(text, each);
            if (cells > most) {
                best = each;
                most = cells;
            }
        }
        return best;
    }

    private static int cells(String text, char delimiter) throws IOException {
        try (CSVParser parser = parser(text, delimiter)) {
            for (CSVRecord row : parser) {
                if (!isBlank(row)) {
                    return row.size();
                }
            }
            return 0;
        } catch (UncheckedIOException _) {
            // a quoted cell that ends before another delimiter
            return 0;
        }
    }

    private static CSVParser parser(String text, char delimiter) throws IOException {
        return CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(CSVFormat.RFC4180.builder().setDelimiter(delimiter).get())
                .get();
    }

    private static boolean isBlank(CSVRecord row) {
        return row.size() == 1 && row.get(0).isBlank();
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

    private static void refuseHeader(CSVRecord row) {
        String first = row.get(0).strip();
        if (OTHER_HEADER.matcher(first).matches()) {
            throw malformed(
                    "The first line looks like the name of a column; where it is, name the column `code`, and where it is a code, put a line `code` before it");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorCode.MALFORMED_FILE, detail);
    }
}
