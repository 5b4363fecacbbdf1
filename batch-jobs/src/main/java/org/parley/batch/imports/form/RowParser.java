package org.parley.batch.imports.form;

import java.util.Map;
import org.parley.batch.imports.csv.CsvLine;

/// Reads the rows of one file, whose header is known.
public interface RowParser {

    ParsedRow parse(CsvLine line);

    /// Types of the attribute columns, by name.
    default Map<String, AttributeType> attributes() {
        return Map.of();
    }
}
