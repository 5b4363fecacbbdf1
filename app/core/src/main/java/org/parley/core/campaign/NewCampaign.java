package org.parley.core.campaign;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.ProblemException.FieldProblem;

/// A campaign as it is drafted.
///
/// @param arms 1 to 20, whose weights add up to 10,000; at most one holdout
/// @param seed null: made up
public record NewCampaign(
        String name,
        long segmentId,
        long messageId,
        @Nullable String purpose,
        List<NewArm> arms,
        @Nullable String seed,
        @Nullable QuietHours quietHours,
        @Nullable FrequencyCap cap,
        @Nullable Integer attributionDays,
        @Nullable String costCentre,
        @Nullable BigDecimal margin) {

    public static final int WHOLE = 10_000;

    /// An arm by the name of its variant.
    ///
    /// @param variant null together with `channel`: the holdout
    public record NewArm(
            String name, @Nullable String variant, @Nullable Channel channel, int weight) {}

    public NewCampaign {
        arms = arms == null ? List.of() : List.copyOf(arms);
    }

    /// What is wrong with the draft, by field; empty when nothing is.
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > 200) {
            problems.add(new FieldProblem("name", "A campaign has a name of 1 to 200 characters"));
        }
        if (arms.isEmpty() || arms.size() > 20) {
            problems.add(new FieldProblem("arms", "A campaign has 1 to 20 arms"));
        }
        if (attributionDays != null && (attributionDays < 1 || attributionDays > 90)) {
            problems.add(
                    new FieldProblem("attributionDays", "The attribution window is 1 to 90 days"));
        }
        if (margin != null && (margin.signum() < 0 || margin.compareTo(BigDecimal.ONE) > 0)) {
            problems.add(new FieldProblem("margin", "The margin is a share between 0 and 1"));
        }
        problems.addAll(armProblems());
        return problems;
    }

    private List<FieldProblem> armProblems() {
        List<FieldProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int sum = 0;
        int holdouts = 0;
        for (int i = 0; i < arms.size(); i++) {
            NewArm arm = arms.get(i);
            String at = "arms[" + i + "]";
            sum += arm.weight();
            if (arm.name() == null || arm.name().isBlank() || !names.add(arm.name())) {
                problems.add(new FieldProblem(at + ".name", "Each arm has a name of its own"));
            }
            if (arm.weight() < 1 || arm.weight() > WHOLE) {
                problems.add(
                        new FieldProblem(
                                at + ".weight", "A weight is a share of 10,000, at least 1"));
            }
            if ((arm.variant() == null) != (arm.channel() == null)) {
                problems.add(
                        new FieldProblem(
                                at,
                                "An arm has a variant and a channel, or neither: then it is the"
                                        + " holdout"));
            }
            if (arm.variant() == null && arm.channel() == null && ++holdouts > 1) {
                problems.add(new FieldProblem(at, "There is at most one holdout"));
            }
        }
        if (!arms.isEmpty() && sum != WHOLE) {
            problems.add(
                    new FieldProblem(
                            "arms", "The weights add up to 10,000; these add up to " + sum));
        }
        if (!arms.isEmpty() && holdouts == arms.size()) {
            problems.add(new FieldProblem("arms", "A campaign sends something to somebody"));
        }
        return problems;
    }
}
