package org.parley.bench.relay;

import java.util.Set;
import org.parley.bench.Arguments;

/// How much is measured.
///
/// @param events in one trial
/// @param batch rows of one insert, on either side
record RelaySize(int events, int trials, int batch) {

    static final String OPTIONS =
            """
              --events N     events of one trial, default 300000, at most 2000000
              --trials N     times that each is measured, after one to warm up, default 3
              --batch N      rows of one insert, default 50000, at most 500000\
            """;

    static RelaySize of(Arguments arguments) {
        arguments.allow(Set.of("events", "trials", "batch"));
        return new RelaySize(
                arguments.count("events", 300_000, 2_000_000),
                arguments.count("trials", 3, 20),
                arguments.count("batch", 50_000, 500_000));
    }
}
