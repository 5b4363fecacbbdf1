package org.parley.core.content.internal;

import java.util.List;
import java.util.Map;
import liqp.TemplateContext;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/// A variable, possibly a member of one (`address.city`).
record Lookup(String name, List<String> members) implements LNode {

    /// Registry of the rendering: variables that were assigned nothing, with the name of the one
    /// that was missing.
    static final String ORIGINS = "parley-origins";

    Lookup {
        members = List.copyOf(members);
    }

    @Override
    public @Nullable Object render(TemplateContext context) {
        Object value = context.get(name);
        for (String member : members) {
            value = value instanceof Map<?, ?> map ? map.get(member) : null;
        }
        return value;
    }

    String path() {
        return members.isEmpty() ? name : name + "." + String.join(".", members);
    }

    /// Whose value it is that is missing when this one is.
    String origin(TemplateContext context) {
        Map<String, String> origins = context.getRegistry(ORIGINS);
        return origins.getOrDefault(path(), path());
    }
}
