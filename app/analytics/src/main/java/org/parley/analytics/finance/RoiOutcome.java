package org.parley.analytics.finance;

import java.util.List;

/// How an export ended.
public sealed interface RoiOutcome {

    /// Both files are in place.
    record Written(ControlTotals totals, List<TieOut> tieOuts) implements RoiOutcome {}

    /// No file was left behind.
    ///
    /// @param problem in words, with the remedy
    record Refused(String problem) implements RoiOutcome {}
}
