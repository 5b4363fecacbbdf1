package org.parley.bench.dispatch;

import java.util.Set;
import org.parley.bench.Arguments;

/// How much is measured.
///
/// @param messages of one trial
/// @param trials measured after the warm-up
/// @param inFlight sends that wait for an answer at a time
record DispatchSize(int messages, int trials, int inFlight) {

    static final String OPTIONS =
            """
              --messages N   of one trial, up to 1,000,000 (default 20000)
              --trials N     measured after the warm-up, up to 20 (default 3)
              --in-flight N  sends that wait for an answer at a time, up to 2,000 (default 256)\
            """;

    static DispatchSize of(Arguments arguments) {
        arguments.allow(Set.of("messages", "trials", "in-flight"));
        return new DispatchSize(
                arguments.count("messages", 20_000, 1_000_000),
                arguments.count("trials", 3, 20),
                arguments.count("in-flight", 256, 2_000));
    }
}
