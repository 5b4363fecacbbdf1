package org.parley.sandbox.customer;

import org.parley.sandbox.world.Channel;

/// Something that a customer did or that happened to their message: the truth against which
/// Parley's figures can be checked.
public record Act(Channel channel, String address, String key, Kind kind) {
    /// The kinds of acts; the failures are ours, not the customer's.
    public enum Kind {
        DELIVERED,
        UNDELIVERED,
        READ,
        CLICKED,
        REPLIED,
        OPTED_OUT,
        ORDERED,
        REFUNDED,
        BASE_ORDERED,
        CLICK_FAILED,
        OPT_OUT_FAILED,
        ORDER_FAILED,
        REFUND_FAILED,
        ORDER_NOT_PLACED
    }
}
