package org.parley.analytics.offer;

/// The codes of one arm of a run.
///
/// @param issued people who have one; it is theirs as soon as their message is about to be sent
/// @param sent of these, those whose message a provider took over, or may have
/// @param redeemed codes that were used in an order at least once
/// @param uses orders that they were used in, as far as shops told; an order counts once a code
/// @param byRecipients of the uses, in orders of the person whose code it is
/// @param byOthers in orders of another person
/// @param byUnknown in orders of customers whom nobody knows, or of which the shop told no more
///   than their number
/// @param beyondLimit uses beyond what the offer allows
/// @param outsideValidity other uses before the offer begins or after it ends
public record CodesOfArm(
        int arm,
        String name,
        long offerId,
        String offer,
        long issued,
        long sent,
        long redeemed,
        long uses,
        long byRecipients,
        long byOthers,
        long byUnknown,
        long beyondLimit,
        long outsideValidity) {}
