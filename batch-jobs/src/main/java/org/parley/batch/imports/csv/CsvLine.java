package org.parley.batch.imports.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of a file.
///
/// @param number line on which it starts; the header is line 1
/// @param fault why it is no record of this file; null where it is one
public record CsvLine(long number, List<String> cells, @Nullable String fault) {}
