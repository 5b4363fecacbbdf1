package org.parley.channels.wire;

import java.util.ArrayList;
import java.util.List;

/// Collects what does not fit.
public final class Breaches {

    private final List<Breach> found = new ArrayList<>();

    /// @param limit in UTF-16 units, which is never less than the provider's count
    public Breaches atMost(String part, String text, int limit, String what) {
        if (text.length() > limit) {
            add(part, what + " takes " + limit + " characters; there are " + text.length());
        }
        return this;
    }

    public Breaches add(String part, String detail) {
        found.add(new Breach(part, detail));
        return this;
    }

    public List<Breach> list() {
        return List.copyOf(found);
    }
}
