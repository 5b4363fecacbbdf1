package org.parley.core.tracking;

import org.jspecify.annotations.Nullable;

/// Who called one of our addresses.
///
/// @param machine a program without a person before it
/// @param by what gave the machine away; null: a person, or a machine of which it was not kept
public record Verdict(boolean machine, @Nullable Giveaway by) {

    public static final Verdict PERSON = new Verdict(false, null);

    public Verdict {
        if (!machine && by != null) {
            throw new IllegalArgumentException("A person is given away by nothing: " + by);
        }
    }

    static Verdict machine(Giveaway by) {
        return new Verdict(true, by);
    }

    /// As events keep it: the word of what gave a machine away, empty for a person.
    public String judgedBy() {
        return by == null ? "" : by.word();
    }
}
