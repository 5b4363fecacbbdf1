package org.parley.batch.rollup;

/// A cell that is not what it should be.
///
/// @param subject what is wrong: a rollup's table, or another name of one side of a comparison
/// @param cell kind of event with its day or hour, or dimension and value, or price
/// @param expected people, or whatever is counted
/// @param found the same on the other side
/// @param apart on one side only; 0 never
public record Difference(
        String subject, int run, String cell, long expected, long found, long apart) {
    /// Of what is expected, how many are not found.
    public long missing() {
        return (apart + expected - found) / 2;
    }
}
