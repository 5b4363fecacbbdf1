package org.parley.analytics.attribution;

import org.parley.core.kernel.MessageId;

/// What a model gives of one order document to one message.
///
/// @param weight millionths of the order; over the messages of an order exactly 1,000,000
/// @param minor minor units of the document's currency; over the messages exactly the document's
///   revenue. On a refund not above 0 but for single units: it takes what is left to its new split
public record Share(MessageId message, int weight, long minor) {

    /// The whole of an order, in the unit of [#weight].
    public static final int WHOLE = 1_000_000;
}
