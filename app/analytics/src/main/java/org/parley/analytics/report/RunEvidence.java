package org.parley.analytics.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What else the data say about the comparisons of a run: other methods for the same questions, for
/// those who doubt one of them.
///
/// @param shown false where the audience did not split as planned: then nothing is said
/// @param note how to read it, and what was left out
public record RunEvidence(int run, boolean shown, List<Evidence> answers, String note) {

    public RunEvidence {
        answers = List.copyOf(answers);
    }

    /// One arm held against another by assignment.
    ///
    /// @param kpi id of the figure
    /// @param pValue of no difference, this question alone: pooled z test of shares, Welch's t of
    ///   means
    /// @param holm corrected for the arms that the same question is asked about
    /// @param falseDiscovery corrected over all questions but the primary one (conversion by
    ///   assignment), by Benjamini and Hochberg; null: the primary one
    /// @param anytimePValue shares only: holds however often one looks, by the mixture test with
    ///   effects of about one point expected
    /// @param chanceToBeat shares only: that this arm's share is above the other's, with nothing
    ///   known before (beta distribution)
    /// @param resampledLow revenue only, with `resampledHigh`: percentile bootstrap by person of
    ///   the difference, 2,000 resamples, seeded by the run; null: too many people spent
    /// @param cappedAtMinor revenue only: what a person's spending was cut down to, the 99th
    ///   percentile of those who spent in either arm
    /// @param capped difference of the cut means, minor units per person, with its interval (Welch)
    public record Evidence(
            String kpi,
            int arm,
            int against,
            double pValue,
            double holm,
            @Nullable Double falseDiscovery,
            @Nullable Double anytimePValue,
            @Nullable Double chanceToBeat,
            @Nullable Double resampledLow,
            @Nullable Double resampledHigh,
            @Nullable Long cappedAtMinor,
            @Nullable Double capped,
            @Nullable Double cappedLow,
            @Nullable Double cappedHigh) {}
}
