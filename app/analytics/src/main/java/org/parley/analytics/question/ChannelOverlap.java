package org.parley.analytics.question;

import java.time.Instant;
import java.util.List;

/// Who can be written to where, and who answered where.
///
/// @param simulated whether the answers are those to simulated runs; else to live ones
/// @param from inclusive, and until exclusive: of the answers
/// @param reachable contacts by the channels on which they have an active address and agreed to
///   marketing
/// @param answered contacts by the channels on which they clicked or replied
public record ChannelOverlap(
        boolean simulated,
        Instant from,
        Instant until,
        ChannelSets reachable,
        ChannelSets answered) {

    /// Every contact is in one combination.
    ///
    /// @param people contacts in all of them
    /// @param combinations the largest first
    /// @param otherCombinations how many further ones there are
    /// @param otherPeople contacts in these
    public record ChannelSets(
            long people,
            List<ChannelCombination> combinations,
            long otherCombinations,
            long otherPeople) {

        public ChannelSets {
            combinations = List.copyOf(combinations);
        }
    }

    /// @param channels exactly these, sorted; empty: none
    public record ChannelCombination(List<String> channels, long people) {

        public ChannelCombination {
            channels = List.copyOf(channels);
        }
    }
}
