package org.parley.core.campaign;

import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;

/// What a contact is assigned: a variant on a channel, or the holdout.
///
/// @param number from 1
/// @param placement null: the holdout, which gets nothing
/// @param weight share of 10,000
public record Arm(int number, String name, @Nullable Placement placement, int weight) {

    /// A wording on a channel.
    public record Placement(long variantId, String variant, Channel channel) {}
}
