package org.parley.analytics.internal;

/// What an answer rests on. Read before the answer is computed: what comes meanwhile makes the
/// answer newer than it says, never older.
///
/// @param events raw events of the run
/// @param firstKept `YYYYMM`: month from which on all raw events are kept
/// @param basis SHA-256 of whatever else went in
record Footing(long events, int firstKept, String basis) {}
