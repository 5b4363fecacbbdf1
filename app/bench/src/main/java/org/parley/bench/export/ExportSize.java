package org.parley.bench.export;

import java.util.Set;
import org.parley.bench.Arguments;

/// How long the file is.
///
/// @param lines of the file
/// @param rounds times that each is measured, after one to warm up
record ExportSize(int lines, int rounds) {

    static final String OPTIONS =
            """
              --lines N      lines of the file, default 10000000, at most 50000000
              --rounds N     times that each is measured, after one to warm up, default 3
              PARLEY_HEAP=256m ./bench export shows that memory stays flat\
            """;

    static ExportSize of(Arguments arguments) {
        arguments.allow(Set.of("lines", "rounds"));
        return new ExportSize(
                arguments.count("lines", 10_000_000, 50_000_000), arguments.count("rounds", 3, 50));
    }
}
