package org.parley.core.channel;

/// What a provider says when it is asked to take a message back.
public enum Revocation {
    /// The person will not get it any more.
    GONE,
    /// Too late: the person has it.
    DELIVERED,
    /// No answer, or a refusal that leaves it open: it may still arrive.
    UNCERTAIN,
    /// The provider takes nothing back.
    NOT_OFFERED
}
