package org.parley.core.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A way to reach a person, by its stable lower-case name. Core knows no channel by name: which
/// ones exist is decided by the adapters that are registered.
public record Channel(@JsonValue String name) implements Comparable<Channel> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    @JsonCreator
    public Channel {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A channel's name is 1 to 32 of a-z, 0-9 and _, starting with a letter");
        }
    }

    /// Whether a text from outside can be a channel's name at all.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public int compareTo(Channel other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
