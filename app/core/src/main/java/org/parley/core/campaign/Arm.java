package org.parley.core.campaign;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What a contact is assigned: a variant on a channel (with others to fall back to), or the
/// holdout.
///
/// @param number from 1
/// @param placement null: the holdout, which gets nothing
/// @param weight share of 10,000
public record Arm(int number, String name, @Nullable Placement placement, int weight) {

    /// A wording, and the channels that may carry it.
    ///
    /// @param steps the channels in the order in which they are tried; 1 to 4, each once
    /// @param fallbackAfter without a receipt of the delivery for so long the next step is tried;
    ///   null where there is one step
    /// @param offerId of which everybody of the arm gets a code; null: of none
    public record Placement(
            long variantId,
            String variant,
            List<Step> steps,
            @Nullable Duration fallbackAfter,
            @Nullable Long offerId) {

        public Placement {
            steps = List.copyOf(steps);
        }

        /// The first channel of the arm.
        public Channel channel() {
            return steps.getFirst().channel();
        }
    }

    /// One of an arm's channels.
    ///
    /// @param account null: the channel's first
    public record Step(Channel channel, @Nullable String account) {}
}
