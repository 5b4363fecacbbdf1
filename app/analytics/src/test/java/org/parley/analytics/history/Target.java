package org.parley.analytics.history;

/// A person of a run.
///
/// @param channel as assigned; empty: the holdout
public record Target(
        int run,
        int ordinal,
        long contact,
        int arm,
        String channel,
        String country,
        String language) {}
