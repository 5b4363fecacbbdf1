package org.parley.server.testing;

import java.util.List;
import java.util.Map;

/// Requests as a member writes them.
public final class Drafts {

    private Drafts() {}

    /// A message of one variant, `A`.
    public static Map<String, Object> message(String name, Map<String, ?> content) {
        return Map.of("name", name, "variants", List.of(Map.of("name", "A", "content", content)));
    }
}
