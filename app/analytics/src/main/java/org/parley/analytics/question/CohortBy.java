package org.parley.analytics.question;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.parley.core.kernel.ProblemException;

/// What people are put together by: the calendar month, or the channel, of their first message.
public enum CohortBy {
    MONTH,
    CHANNEL;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws ProblemException if there is none of this name
    public static CohortBy of(String word) {
        return Arrays.stream(values())
                .filter(by -> by.word().equals(word))
                .findAny()
                .orElseThrow(() -> ProblemException.invalid("by", "Either month or channel"));
    }
}
