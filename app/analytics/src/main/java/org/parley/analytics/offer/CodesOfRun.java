package org.parley.analytics.offer;

import java.util.List;

/// The codes of a run.
///
/// @param shared whether so many of the campaign's codes were used by others than their recipients
///   that attribution puts codes after clicks and replies
/// @param arms those with an offer
public record CodesOfRun(int run, boolean shared, List<CodesOfArm> arms) {

    public CodesOfRun {
        arms = List.copyOf(arms);
    }
}
