package org.parley.batch.dispatch;

import java.time.Duration;

/// How a run is worked on.
///
/// @param chunk recipients claimed, sent and settled together; 1 to 5,000
/// @param partitions ranges of ordinals worked on at a time on this node; 1 to 64
/// @param runLease for how long a node is believed alive without a sign; a dead node's run is taken
///   over after it
/// @param maxAttempts sends of one recipient that the provider may refuse for the moment before it
///   counts as failed
/// @param patience how long a run waits for a deferred recipient before it gives up its turn
public record DispatchSettings(
        int chunk, int partitions, Duration runLease, int maxAttempts, Duration patience) {

    public static final DispatchSettings DEFAULT =
            new DispatchSettings(500, 4, Duration.ofSeconds(15), 5, Duration.ofSeconds(20));

    public DispatchSettings {
        if (chunk < 1 || chunk > 5_000) {
            throw new IllegalArgumentException("A chunk is 1 to 5,000 recipients: " + chunk);
        }
        if (partitions < 1 || partitions > 64) {
            throw new IllegalArgumentException("A run has 1 to 64 partitions: " + partitions);
        }
    }
}
