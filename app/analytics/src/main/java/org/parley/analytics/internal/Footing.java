package org.parley.analytics.internal;

/// What an answer rests on. Read before the answer is computed: what comes meanwhile makes the
/// answer newer than it says, never older.
///
/// @param events raw events of the run; 0 where the answer needs none
/// @param firstKept `YYYYMM`: month from which on all raw events are kept; 0 as above
/// @param basis SHA-256 of what tells whatever else went in
record Footing(long events, int firstKept, String basis) {}
