package org.parley.batch.imports.staging;

import java.util.List;
import org.parley.batch.imports.form.ParsedRow;

/// Consecutive rows that are staged in one transaction; bounded by count and by size, because a row
/// may be as long as the limits allow.
///
/// @param lastLine where the reading of the file goes on
public record RowBlock(List<ParsedRow> rows, long lastLine) {

    public RowBlock {
        rows = List.copyOf(rows);
    }

    public long rejected() {
        return rows.stream().filter(ParsedRow::isRejected).count();
    }
}
