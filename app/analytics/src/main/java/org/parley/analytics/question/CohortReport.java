package org.parley.analytics.question;

import java.time.Instant;
import java.util.List;

/// People by their first message ever, and what they did since.
///
/// @param simulated whether it is about simulated runs; else about live ones
/// @param from inclusive, and until exclusive: of first messages
public record CohortReport(
        CohortBy by,
        boolean simulated,
        String zone,
        Instant from,
        Instant until,
        List<CohortLine> cohorts) {

    public CohortReport {
        cohorts = List.copyOf(cohorts);
    }

    /// @param cohort a month such as 2026-10, or a channel
    /// @param months those in which anything happened
    public record CohortLine(String cohort, long people, List<CohortMonth> months) {

        public CohortLine {
            months = List.copyOf(months);
        }
    }

    /// People of the cohort in one calendar month.
    ///
    /// @param monthsSince the month of a person's first message; 0: that month itself
    /// @param engaged clicked or replied
    /// @param ordered with a sale, credited or not
    /// @param revenue documents dated in this month, of sales since the first message
    public record CohortMonth(
            int monthsSince,
            long writtenTo,
            long engaged,
            long ordered,
            long optedOut,
            List<NetRevenue> revenue) {

        public CohortMonth {
            revenue = List.copyOf(revenue);
        }
    }
}
