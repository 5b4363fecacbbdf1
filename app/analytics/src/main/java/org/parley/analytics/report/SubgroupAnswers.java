package org.parley.analytics.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Interval;
import org.parley.analytics.experiment.Multiplicity;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.report.Comparisons.Question;
import org.parley.analytics.report.RunSubgroups.SubgroupComparison;

/// Asks questions of a run within each value of a dimension, and corrects for having asked so
/// often.
final class SubgroupAnswers {

    /// People of an arm. Of fewer a single person moves a share by more than a point, and the
    /// normal distribution behind the p-value is far from true where few buy.
    static final long FEWEST = 100;

    private SubgroupAnswers() {}

    /// A question within a value.
    ///
    /// @param refused why it has no answer; null: it has one
    private record Asked(
            String value,
            Question whole,
            ArmFacts arm,
            ArmFacts control,
            @Nullable String refused) {

        boolean answerable() {
            return refused == null;
        }

        Question within() {
            return whole.among(arm, control);
        }
    }

    /// @param questions asked of everybody
    /// @param arms by value, all arms of the run in each
    /// @param labels names of values for a person; of those that have one
    static List<SubgroupComparison> of(
            List<Question> questions,
            Map<String, List<ArmFacts>> arms,
            Map<String, String> labels) {
        var asked = new ArrayList<Asked>();
        arms.forEach((value, within) -> {
            var split = new Comparisons(within);
            questions.forEach(question -> asked.add(ask(value, question, within, split)));
        });
        var family = asked.stream().filter(Asked::answerable).map(Asked::within).toList();
        var corrected =
                Multiplicity.benjaminiHochberg(
                        family.stream().mapToDouble(each -> each.contrast().pValue()).toArray());
        var answers = new ArrayList<SubgroupComparison>();
        var next = 0;
        for (var each : asked) {
            var label = labels.get(each.value());
            if (each.answerable()) {
                answers.add(answer(each, label, family.get(next).adjusted(corrected[next])));
                next++;
            } else {
                answers.add(unanswered(each, label));
            }
        }
        return answers;
    }

    private static Asked ask(
            String value, Question question, List<ArmFacts> arms, Comparisons split) {
        var arm = same(question.arm(), arms);
        var control = same(question.control(), arms);
        return new Asked(value, question, arm, control, refusal(arm, control, split));
    }

    private static ArmFacts same(ArmFacts arm, List<ArmFacts> arms) {
        return arms.stream().filter(each -> each.arm() == arm.arm()).findAny().orElseThrow();
    }

    private static @Nullable String refusal(ArmFacts arm, ArmFacts control, Comparisons split) {
        if (Math.min(arm.assigned(), control.assigned()) < FEWEST) {
            return "not enough data: a comparison takes %d people in each arm".formatted(FEWEST);
        }
        if (split.mismatch()) {
            return split.hidden("these people");
        }
        return control.email() && !Comparisons.measured(control)
                ? "not measured: no email was sent to these people"
                : null;
    }

    private static SubgroupComparison answer(
            Asked asked, @Nullable String label, Question question) {
        var contrast = question.contrast();
        return told(
                asked,
                label,
                contrast.difference(),
                Comparisons.bounded(contrast.differenceInterval()).orElse(null),
                contrast.pValue(),
                question.pValue(),
                Comparisons.verdict(question));
    }

    private static SubgroupComparison unanswered(Asked asked, @Nullable String label) {
        return told(asked, label, null, null, null, null, Objects.requireNonNull(asked.refused()));
    }

    private static SubgroupComparison told(
            Asked asked,
            @Nullable String label,
            @Nullable Double difference,
            @Nullable Interval interval,
            @Nullable Double pValue,
            @Nullable Double corrected,
            String verdict) {
        var arm = asked.arm();
        var control = asked.control();
        var currency = asked.whole().currency();
        return new SubgroupComparison(
                asked.value(),
                label,
                asked.whole().kpi(),
                arm.arm(),
                arm.name(),
                Comparisons.name(arm),
                control.arm(),
                control.name(),
                Comparisons.name(control),
                arm.assigned(),
                control.assigned(),
                currency.isEmpty() ? null : currency,
                difference,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                pValue,
                corrected,
                verdict);
    }
}
