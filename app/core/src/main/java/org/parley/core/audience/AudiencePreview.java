package org.parley.core.audience;

import java.util.List;

/// Who would get a message, and who would not and why, before anybody presses Schedule.
///
/// @param size contacts in the segment
public record AudiencePreview(long size, List<ChannelReach> channels) {

    public AudiencePreview {
        channels = List.copyOf(channels);
    }

    /// @param reachable with an active address and a live grant
    public record ChannelReach(String channel, long reachable, List<UnreachableCount> unreachable) {
        public ChannelReach {
            unreachable = List.copyOf(unreachable);
        }
    }

    /// @param reason no_address, invalid_address, no_consent or withdrawn; each contact has one
    public record UnreachableCount(String reason, long count) {}
}
