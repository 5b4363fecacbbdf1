package org.parley.core.offer;

/// An offer with its codes as they are at the moment.
///
/// @param waiting codes of a pool that nobody has yet and that were never used
/// @param issued codes that somebody has
public record OfferStock(Offer offer, long waiting, long issued) {}
