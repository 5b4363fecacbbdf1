package org.parley.sandbox;

/// How much the sandbox remembers; 0 counts only.
///
/// @param messages accepted sends in the record
/// @param bodies of those, the last with their payload
/// @param acts of customers
/// @param webhooks for a replay
public record Kept(int messages, int bodies, int acts, int webhooks) {
    public static final Kept PLENTY = new Kept(200_000, 2_000, 500_000, 200_000);
    public static final Kept COUNTS_ONLY = new Kept(0, 0, 0, 0);
}
