package org.parley.core.campaign;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.core.campaign.Arm.Step;
import org.parley.core.kernel.Channel;
import org.parley.core.kernel.Names;
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

    /// More would not fit into the token of a link, which says on which step it was sent.
    public static final int STEPS = 4;

    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);

    /// An arm by the name of its variant.
    ///
    /// @param variant null together with no steps: the holdout
    /// @param steps channels in the order in which they are tried; at most 4, each once
    /// @param fallbackAfter how long to wait for the receipt of a delivery before the next step; 1
    ///   minute to 7 days, only and always with more than one step
    /// @param offerId of which everybody of the arm gets a code; null, as always for the holdout:
    ///   of none
    public record NewArm(
            String name,
            @Nullable String variant,
            List<Step> steps,
            @Nullable Duration fallbackAfter,
            int weight,
            @Nullable Long offerId) {

        public NewArm {
            steps = List.copyOf(steps);
        }

        /// An arm of one channel, by its first account; the holdout without.
        public NewArm(
                String name, @Nullable String variant, @Nullable Channel channel, int weight) {
            this(
                    name,
                    variant,
                    channel == null ? List.of() : List.of(new Step(channel, null)),
                    null,
                    weight,
                    null);
        }

        /// What is wrong with the steps, by field.
        List<FieldProblem> stepProblems(String at) {
            List<FieldProblem> problems = new ArrayList<>();
            if (steps.size() > STEPS) {
                problems.add(new FieldProblem(at + ".channels", "An arm has at most 4 channels"));
            }
            if (steps.stream().map(Step::channel).distinct().count() < steps.size()) {
                problems.add(
                        new FieldProblem(
                                at + ".channels", "Nobody is written to twice on one channel"));
            }
            boolean waits = fallbackAfter != null;
            if (waits != steps.size() > 1) {
                problems.add(
                        new FieldProblem(
                                at + ".fallbackAfter",
                                waits
                                        ? "There is no other channel to fall back to"
                                        : "Say how long to wait for the receipt of a delivery, such"
                                                + " as PT2H"));
            } else if (fallbackAfter != null
                    && (fallbackAfter.compareTo(SHORTEST_WAIT) < 0
                            || fallbackAfter.compareTo(LONGEST_WAIT) > 0)) {
                problems.add(
                        new FieldProblem(at + ".fallbackAfter", "The wait is 1 minute to 7 days"));
            }
            return problems;
        }
    }

    public NewCampaign {
        arms = arms == null ? List.of() : List.copyOf(arms);
    }

    /// What is wrong with the draft, by field; empty when nothing is.
    public List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        Names.problem("A campaign", name).ifPresent(problems::add);
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
            problems.addAll(arm.stepProblems(at));
            if ((arm.variant() == null) != arm.steps().isEmpty()) {
                problems.add(
                        new FieldProblem(
                                at,
                                "An arm has a variant and a channel, or neither: then it is the"
                                        + " holdout"));
            }
            if (arm.variant() == null && arm.steps().isEmpty() && ++holdouts > 1) {
                problems.add(new FieldProblem(at, "There is at most one holdout"));
            }
            if (arm.variant() == null && arm.offerId() != null) {
                problems.add(
                        new FieldProblem(
                                at + ".offerId", "The holdout gets no message and no code"));
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
