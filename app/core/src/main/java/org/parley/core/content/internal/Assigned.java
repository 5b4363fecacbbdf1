package org.parley.core.content.internal;

import java.util.Map;
import liqp.TemplateContext;
import liqp.nodes.LNode;

/// `{% assign name = ... %}`. Assigning nothing is allowed; printing it then is not.
record Assigned(String name, Expression expression) implements LNode {

    @Override
    public Object render(TemplateContext context) {
        Map<String, String> origins = context.getRegistry(Lookup.ORIGINS);
        try {
            context.put(name, expression.value(context), true);
            origins.remove(name);
        } catch (MissingValueException e) {
            context.remove(name);
            origins.put(name, e.name());
        }
        return "";
    }
}
