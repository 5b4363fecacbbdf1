package org.parley.batch.imports.csv;

import org.springframework.util.unit.DataSize;

/// How much of a file is believed.
///
/// @param expanded most bytes after decompression
/// @param ratio most times that a compressed file may grow; looked at from the 16th mebibyte on
/// @param record most characters of one record, quoted line breaks included
public record FileLimits(DataSize expanded, int ratio, int record) {}
