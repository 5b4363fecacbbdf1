package org.parley.core.content.internal;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import liqp.TemplateContext;
import liqp.nodes.LNode;

/// `{{ ... }}`: a value that the person reads, or no message at all.
record Printed(Expression expression) implements LNode {

    @Override
    public Object render(TemplateContext context) {
        return text(expression.value(context));
    }

    private String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Collection<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> _ -> throw new MissingValueException(expression.source());
            default -> value.toString();
        };
    }
}
