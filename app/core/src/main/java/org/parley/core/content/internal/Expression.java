package org.parley.core.content.internal;

import java.util.List;
import liqp.TemplateContext;
import liqp.nodes.LNode;

/// A value and its filters.
///
/// A missing value passes every filter untouched until a `default` replaces it, so that `{{ x |
/// upcase | default: "you" }}` gives "you" and `{{ x | append: "!" }}` is a missing value and not
/// an exclamation mark.
///
/// @param source as written, to name what is missing where it is not a variable
record Expression(LNode term, List<FilterCall> filters, String source) {

    Expression {
        filters = List.copyOf(filters);
    }

    /// @throws MissingValueException when there is nothing to print
    Object value(TemplateContext context) {
        String name = term instanceof Lookup lookup ? lookup.origin(context) : source;
        try {
            return evaluate(name, context);
        } catch (MissingValueException e) {
            throw e;
        } catch (RuntimeException _) {
            // A filter that cannot take the value ("abc" divided by 2): as good as no value.
            throw new MissingValueException(name);
        }
    }

    private Object evaluate(String name, TemplateContext context) {
        Object value = term.render(context);
        boolean emptyOnPurpose = false;
        for (FilterCall filter : filters) {
            boolean blank = Blank.is(value);
            if (filter.kind() == AllowedFilter.DEFAULT) {
                if (blank || Boolean.FALSE.equals(value)) {
                    value = filter.fallback(context);
                    emptyOnPurpose = filter.fallbackIsWritten();
                }
            } else if (value != null && (!blank || emptyOnPurpose)) {
                FilterCall.bound(value);
                value = filter.apply(value, context);
            }
        }
        if (value == null || (Blank.is(value) && !emptyOnPurpose)) {
            throw new MissingValueException(name);
        }
        FilterCall.bound(value);
        return value;
    }
}
