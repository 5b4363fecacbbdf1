package org.parley.core.offer;

/// What became of a store's wish to take a use of a code back.
public sealed interface ReleaseOutcome {

    /// Now or before.
    ///
    /// @param code as it is now
    record Released(CodeCheck code) implements ReleaseOutcome {}

    /// The order itself was told with the code, so that it was used.
    record Sold() implements ReleaseOutcome {}

    /// Nobody has such a code, or the order never used it.
    record NotUsed() implements ReleaseOutcome {}
}
