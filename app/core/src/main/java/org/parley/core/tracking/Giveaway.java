package org.parley.core.tracking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What gives a machine away, in the order in which it is looked for: the first that is found is
/// told.
public enum Giveaway {
    /// It did not ask for the page, as a browser does. Not kept, so never judged again.
    METHOD,
    /// It named no program, or one that is known.
    AGENT,
    /// It called from a network of machines.
    NETWORK,
    /// It came within a second of the hand-over.
    HASTE,
    /// Three or more links of one message within two seconds.
    SWEEP;

    /// As events keep it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word as events keep it
    /// @return null: empty, nothing gave it away
    /// @throws IllegalArgumentException for any other word
    public static @Nullable Giveaway of(String word) {
        return word.isEmpty() ? null : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
