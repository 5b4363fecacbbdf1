package org.parley.bench.segment;

import java.util.Set;
import org.parley.bench.Arguments;

/// How many people there are.
///
/// @param contacts of whom a third has bought
/// @param rounds times that each is measured, after one to warm up
record SegmentSize(int contacts, int rounds) {

    static final String OPTIONS =
            """
              --contacts N   people in the store, default 10000000, at most 100000000
              --rounds N     times that each is measured, after one to warm up, default 7\
            """;

    static SegmentSize of(Arguments arguments) {
        arguments.allow(Set.of("contacts", "rounds"));
        return new SegmentSize(
                arguments.count("contacts", 10_000_000, 100_000_000),
                arguments.count("rounds", 7, 50));
    }
}
