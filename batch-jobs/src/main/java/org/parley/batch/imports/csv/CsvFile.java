package org.parley.batch.imports.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// A CSV file (RFC 4180, UTF-8, plain or gzip), record by record. One record is read ahead, so that
/// the last one is known to be the last.
public final class CsvFile implements Closeable {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

    private final StrictUtf8 text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final boolean mustEndWithLineBreak;
    private final List<String> header;
    private @Nullable CsvLine ahead;

    private CsvFile(StrictUtf8 text, boolean mustEndWithLineBreak) throws IOException {
        this.text = text;
        this.mustEndWithLineBreak = mustEndWithLineBreak;
        this.parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
        this.records = parser.iterator();
        CsvLine first = pull();
        if (first == null) {
            throw new MalformedFileException(
                    "The file is empty; its first line must name the columns");
        }
        this.header = first.cells().stream().map(String::strip).toList();
        checkHeader(first);
        this.ahead = pull();
    }

    /// @param mustEndWithLineBreak true where a cut last value would look like a whole one
    /// @throws MalformedFileException where the header is unusable
    public static CsvFile open(Path file, FileLimits limits, boolean mustEndWithLineBreak)
            throws IOException {
        StrictUtf8 text = new StrictUtf8(Expansion.open(file, limits), limits.record());
        try {
            return new CsvFile(text, mustEndWithLineBreak);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    public List<String> header() {
        return header;
    }

    /// The next record, or null after the last.
    ///
    /// @throws MalformedFileException where the rest of the file cannot be read
    public @Nullable CsvLine next() {
        CsvLine line = ahead;
        if (line == null) {
            return null;
        }
        ahead = pull();
        if (ahead == null && !text.endedWithLineBreak()) {
            checkLast(line);
        }
        return line.fault() != null || line.cells().size() == header.size()
                ? line
                : new CsvLine(line.number(), line.cells(), columns(line.cells().size()));
    }

    private void checkHeader(CsvLine first) {
        if (first.fault() != null) {
            throw new MalformedFileException("The header is unusable: " + first.fault());
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                throw new MalformedFileException(
                        "Column " + (i + 1) + " of the header has no name");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new MalformedFileException(
                        "Columns of the header have the same name; the second is column "
                                + (i + 1));
            }
        }
    }

    private void checkLast(CsvLine line) {
        if (line.cells().size() < header.size()) {
            throw new MalformedFileException(
                    "The file ends in the middle of line "
                            + line.number()
                            + ": it looks half-written; send it again");
        }
        if (mustEndWithLineBreak) {
            throw new MalformedFileException(
                    "The last line, "
                            + line.number()
                            + ", has no line break: the file looks half-written, and a cut price looks like a"
                            + " price; where it is whole, end it with a line break");
        }
    }

    private String columns(int found) {
        return "Has " + found + " columns; the header has " + header.size();
    }

    private @Nullable CsvLine pull() {
        while (true) {
            long number = parser.getCurrentLineNumber() + 1;
            try {
                if (!records.hasNext()) {
                    return null;
                }
            } catch (UncheckedIOException e) {
                return unreadable(number, e);
            }
            List<String> cells = records.next().toList();
            text.recordDone();
            if (cells.size() > 1 || !cells.getFirst().isBlank()) {
                return new CsvLine(number, cells, null);
            }
        }
    }

    /// A stray character after a closing quote spoils its line only; the parser stands in the
    /// middle of it, so what is left of it is read and thrown away.
    private CsvLine unreadable(long number, UncheckedIOException fault) {
        if (!(fault.getCause() instanceof CSVException)) {
            throw fault;
        }
        long at = parser.getCurrentLineNumber();
        if (text.isAtEnd() && !isStray(fault)) {
            throw new MalformedFileException(
                    "The quote that opens in line "
                            + number
                            + " is never closed: the file looks half-written; send it again",
                    fault);
        }
        while (parser.getCurrentLineNumber() <= at) {
            try {
                if (!records.hasNext()) {
                    break;
                }
                records.next();
                break;
            } catch (UncheckedIOException e) {
                if (!isStray(e)) {
                    throw new MalformedFileException(
                            "The quote that opens in line " + at + " is never closed", e);
                }
            }
        }
        text.recordDone();
        return new CsvLine(number, List.of(), "Has text after a closing quote");
    }

    private static boolean isStray(UncheckedIOException fault) {
        return String.valueOf(fault.getMessage())
                .contains("Invalid character between encapsulated token and delimiter");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
