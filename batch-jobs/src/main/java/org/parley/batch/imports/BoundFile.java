package org.parley.batch.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.parley.batch.imports.csv.CsvFile;
import org.parley.batch.imports.csv.FileLimits;
import org.parley.batch.imports.form.AttributeType;
import org.parley.batch.imports.form.RowParser;

/// A file together with the form by which its rows are read.
///
/// @param mustEndWithLineBreak true for files of money: a cut price looks like a price
/// @param form makes the parser for a header
record BoundFile(
        Path path,
        FileLimits limits,
        boolean mustEndWithLineBreak,
        Function<List<String>, RowParser> form) {

    CsvFile open() {
        try {
            return CsvFile.open(path, limits, mustEndWithLineBreak);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Types of the attribute columns; reads the header only.
    Map<String, AttributeType> attributes() {
        try (CsvFile file = open()) {
            return form.apply(file.header()).attributes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
