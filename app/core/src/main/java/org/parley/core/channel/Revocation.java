package org.parley.core.channel;

/// What a provider says when it is asked to take a message back.
public enum Revocation {
    /// The person will not get it any more. Where the provider does not say whether it was in time,
    /// a receipt may still tell of a delivery of before, and wins.
    GONE,
    /// Too late: the person has it.
    DELIVERED,
    /// No answer, or a refusal that leaves it open: it may still arrive.
    UNCERTAIN,
    /// The provider takes nothing back.
    NOT_OFFERED
}
