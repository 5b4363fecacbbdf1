package org.parley.batch.imports.form;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of the file as it goes to the waiting room.
///
/// @param values of the staging table's columns after import and line, as PostgreSQL reads them;
///   empty where the row is not kept
public record ParsedRow(long line, List<@Nullable String> values, List<Rejection> rejections) {

    public ParsedRow {
        values = Collections.unmodifiableList(values);
        rejections = List.copyOf(rejections);
    }

    static ParsedRow of(Cells cells, @Nullable String... values) {
        return new ParsedRow(cells.line(), Arrays.asList(values), cells.rejections());
    }

    static ParsedRow rejected(Cells cells) {
        return new ParsedRow(cells.line(), List.of(), cells.rejections());
    }

    public boolean isRejected() {
        return rejections.stream().anyMatch(Rejection::wholeRow);
    }
}
