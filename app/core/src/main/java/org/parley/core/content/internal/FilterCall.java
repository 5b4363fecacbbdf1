package org.parley.core.content.internal;

import java.math.BigDecimal;
import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;
import liqp.nodes.LNode;
import org.jspecify.annotations.Nullable;

/// One filter of an expression with its arguments.
record FilterCall(AllowedFilter kind, Filter filter, List<LNode> arguments) implements LNode {

    /// No value in a message is longer, whatever is appended to it.
    static final int MAX_CHARACTERS = 2_000;

    private static final long MAX_NUMBER = 1_000_000_000_000_000L;
    private static final int MAX_DIGITS = 30;
    private static final int MAX_DECIMALS = 10;

    FilterCall {
        arguments = List.copyOf(arguments);
    }

    @Nullable Object apply(Object value, TemplateContext context) {
        Object[] given = new Object[arguments.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = argument(i, context);
        }
        if (kind == AllowedFilter.ROUND
                && given.length == 1
                && (!(given[0] instanceof Number decimals)
                        || decimals.longValue() > MAX_DECIMALS)) {
            throw new IllegalArgumentException("too many decimals");
        }
        return bounded(filter.apply(value, context, given));
    }

    /// The fallback of a `default`; null when it is itself a variable without a value.
    @Nullable Object fallback(TemplateContext context) {
        return arguments.getFirst().render(context);
    }

    boolean fallbackIsWritten() {
        return !(arguments.getFirst() instanceof Lookup);
    }

    private Object argument(int index, TemplateContext context) {
        LNode argument = arguments.get(index);
        Object value = argument.render(context);
        if (value == null || (argument instanceof Lookup && Blank.is(value))) {
            throw new MissingValueException(
                    argument instanceof Lookup lookup ? lookup.origin(context) : "nil");
        }
        bound(value);
        return value;
    }

    private static @Nullable Object bounded(@Nullable Object value) {
        if (value != null) {
            bound(value);
        }
        return value;
    }

    /// @throws IllegalArgumentException when a value is too large to stand in a message
    static void bound(Object value) {
        boolean tooLarge =
                switch (value) {
                    case CharSequence text -> text.length() > MAX_CHARACTERS;
                    case BigDecimal number ->
                            number.precision() > MAX_DIGITS
                                    || Math.abs(number.scale()) > MAX_DIGITS;
                    case Number number -> Math.abs(number.doubleValue()) > MAX_NUMBER;
                    default -> false;
                };
        if (tooLarge) {
            throw new IllegalArgumentException("too large");
        }
    }

    @Override
    public Object render(TemplateContext context) {
        throw new UnsupportedOperationException("a filter stands behind a value");
    }
}
