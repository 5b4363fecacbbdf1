package org.parley.analytics.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.parley.core.kernel.ProblemException;

/// What a run's figures may be told by.
public enum Dimension {
    ARM(true),
    /// Arms of one wording together; the holdout has none.
    VARIANT(true),
    /// The channel on which people count, as in the report of the run; the holdout has none.
    CHANNEL(true),
    LANGUAGE(true),
    COUNTRY(true),
    /// Those who are in a saved segment now, which may overlap.
    SEGMENT(false),
    /// 00 to 23, of the day on which each person was first sent to.
    HOUR(true),
    /// ISO 8601, on which each person was first sent to.
    DAY(true),
    /// 1 for Monday to 7, on which each person was first sent to.
    WEEKDAY(true),
    LINK(false),
    /// Answers that were offered as buttons, rows of a list or quick replies.
    BUTTON(false);

    private final boolean partition;

    /// @param partition whether everybody of the run has exactly one value, so that the rows add up
    ///   to the run
    Dimension(boolean partition) {
        this.partition = partition;
    }

    public boolean partition() {
        return partition;
    }

    /// As it stands in addresses and JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws ProblemException INVALID_REQUEST where there is no such dimension
    public static Dimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word().equals(word))
                .findAny()
                .orElseThrow(() ->
                        ProblemException.invalid(
                                "dimension",
                                Arrays.stream(values())
                                        .map(Dimension::word)
                                        .collect(Collectors.joining(", ", "One of ", ""))));
    }
}
