package org.parley.analytics.world;

/// A row of a run's ledger.
///
/// @param channel empty: the holdout
public record Person(
        int run,
        int ordinal,
        long contact,
        int arm,
        String channel,
        String country,
        String state) {}
