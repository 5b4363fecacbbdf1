package org.parley.core.carriage;

/// Why a channel does not take a body as it is.
///
/// @param at place in the message
/// @param length whether a text is too long, as against a kind or a number of things
record Fault(String at, String limit, String actual, String detail, boolean length) {

    static Fault length(String at, String what, TextLimit limit, String text) {
        return new Fault(
                at,
                limit.told(),
                limit.told(text),
                what + " takes " + limit.told() + "; there are " + limit.told(text),
                true);
    }

    static Fault count(String at, String what, String things, int limit, int actual) {
        return new Fault(
                at,
                limit + " " + things,
                actual + " " + things,
                what + " takes " + limit + " " + things + "; there are " + actual,
                false);
    }

    static Fault kind(String at, String detail) {
        return new Fault(at, "", "", detail, false);
    }
}
