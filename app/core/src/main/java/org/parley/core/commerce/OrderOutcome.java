package org.parley.core.commerce;

/// What became of an order or refund that was told to us.
public sealed interface OrderOutcome {

    /// Recorded now.
    ///
    /// @param matched whether the customer is a known contact
    record Placed(long id, boolean matched) implements OrderOutcome {}

    /// The very same was recorded before; nothing changed.
    record Duplicate(long id, boolean matched) implements OrderOutcome {}

    /// The number is taken by other content. Orders are immutable; corrections are refunds.
    record Refused(String reason) implements OrderOutcome {}
}
