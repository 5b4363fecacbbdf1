package org.parley.analytics.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The comparisons of a run once more within each value of one dimension. Exploratory: the result
/// of the run is the comparison over everybody.
///
/// @param source live, sandbox (simulated providers) or imported, as files say it
/// @param shown false where the audience did not split as planned: then nothing is said
/// @param knownAt of segments: before when what they ask for was dated, which is the start of the
///   run; null: the dimension was frozen with the assignment
/// @param fewest people that each arm has to have for a comparison
/// @param family comparisons that were corrected together: all of these answers that have a p-value
/// @param whole the same comparisons over everybody
/// @param answers by value, in each the same comparisons in the same order
/// @param note how to read it
public record RunSubgroups(
        int run,
        String source,
        String dimension,
        boolean shown,
        @Nullable Instant knownAt,
        long fewest,
        int family,
        List<RunReport.Comparison> whole,
        List<SubgroupComparison> answers,
        String note) {

    public RunSubgroups {
        whole = List.copyOf(whole);
        answers = List.copyOf(answers);
    }

    /// One arm held against another by assignment, of people of one value. Figures are null where
    /// the verdict says why there are none.
    ///
    /// @param value as it was frozen with the assignment; empty: unknown. Of segments the id
    /// @param label its name for a person; null: the value says it
    /// @param kpi id of the figure
    /// @param people assigned to the arm, reached or not
    /// @param againstPeople assigned to the control
    /// @param currency of a figure about money; null for others
    /// @param difference share, or minor units per person; with its interval at 95 %, which is that
    ///   of this comparison alone
    /// @param pValue of no difference, this comparison alone
    /// @param adjusted the same corrected over the family, by Benjamini and Hochberg
    /// @param verdict the result in words, by the corrected p-value
    public record SubgroupComparison(
            String value,
            @Nullable String label,
            String kpi,
            int arm,
            String armName,
            @Nullable String channel,
            int against,
            String againstName,
            @Nullable String againstChannel,
            long people,
            long againstPeople,
            @Nullable String currency,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double pValue,
            @Nullable Double adjusted,
            String verdict) {}
}
