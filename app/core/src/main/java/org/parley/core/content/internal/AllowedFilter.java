package org.parley.core.content.internal;

import java.util.Locale;
import java.util.Optional;

/// The filters that a message may use. None of them can make more than one pass over its input, and
/// the number of arguments is known, so that a mistake shows when the message is saved, not when it
/// is sent.
enum AllowedFilter {
    ABS(0, 0),
    APPEND(1, 1),
    AT_LEAST(1, 1),
    AT_MOST(1, 1),
    CAPITALIZE(0, 0),
    CEIL(0, 0),
    DATE(1, 1),
    DEFAULT(1, 1),
    DIVIDED_BY(1, 1),
    DOWNCASE(0, 0),
    FIRST(0, 0),
    FLOOR(0, 0),
    LAST(0, 0),
    LSTRIP(0, 0),
    MINUS(1, 1),
    MODULO(1, 1),
    PLUS(1, 1),
    PREPEND(1, 1),
    REMOVE(1, 1),
    REMOVE_FIRST(1, 1),
    REPLACE(2, 2),
    REPLACE_FIRST(2, 2),
    ROUND(0, 1),
    RSTRIP(0, 0),
    SIZE(0, 0),
    SLICE(1, 2),
    STRIP(0, 0),
    STRIP_NEWLINES(0, 0),
    TIMES(1, 1),
    TRUNCATE(1, 2),
    TRUNCATEWORDS(1, 2),
    UPCASE(0, 0);

    private final int least;
    private final int most;

    AllowedFilter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    static Optional<AllowedFilter> named(String name) {
        for (AllowedFilter filter : values()) {
            if (filter.word().equals(name)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
