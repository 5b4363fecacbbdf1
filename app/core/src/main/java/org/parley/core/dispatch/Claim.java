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
    /// @param missing why the person gets no code of the arm's offer; null: has one, or no offer
    /// @param variables what templates may name
    public record Claimed(
            int ordinal,
            int arm,
            int step,
            Channel channel,
            String address,
            int attempts,
            @Nullable Instant lastInboundAt,
            @Nullable MissingCode missing,
            Map<String, Object> variables) {}

    /// A code that there is not.
    ///
    /// @param ended no store would take one any more; else none is left
    public record MissingCode(long offerId, String offer, boolean ended) {}
}
