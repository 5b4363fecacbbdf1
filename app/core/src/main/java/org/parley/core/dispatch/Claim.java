package org.parley.core.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What one claim did.
///
/// @param claimed to be sent now, under a lease
/// @param examined rows that it claimed, skipped or deferred; 0 when the range has nothing due
/// @param last the highest ordinal among them
public record Claim(List<Claimed> claimed, int examined, int last) {

    public Claim {
        claimed = List.copyOf(claimed);
    }

    /// A recipient that is ours to write to.
    ///
    /// @param step which of the arm's channels this is, from 1
    /// @param attempts sends that the provider refused for the moment before this one
    /// @param lastInboundAt when the person last wrote to this address
    /// @param codeless whether the arm's offer has no code left for the person
    /// @param variables what templates may name
    public record Claimed(
            int ordinal,
            int arm,
            int step,
            Channel channel,
            String address,
            int attempts,
            @Nullable Instant lastInboundAt,
            boolean codeless,
            Map<String, Object> variables) {}
}
