package org.parley.analytics.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Belief;
import org.parley.analytics.experiment.Bootstrap;
import org.parley.analytics.experiment.Interval;
import org.parley.analytics.experiment.MeanContrast;
import org.parley.analytics.experiment.MixtureTest;
import org.parley.analytics.experiment.Multiplicity;
import org.parley.analytics.experiment.ProportionContrast;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.ShareKpi;
import org.parley.analytics.report.Comparisons.Question;
import org.parley.analytics.report.RunEvidence.Evidence;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ProblemException;

/// Asks the questions of a run's report again, by other methods. Takes a second where many spent.
public final class RunEvidences {

    /// Drawing from more takes too long for an answer, and Welch's interval is as good by then.
    private static final int MOST_SPENDERS = 20_000;

    /// τ² of effects of about a point, which is what messages bring.
    private static final MixtureTest A_POINT = new MixtureTest(1e-4);

    private static final String PRIMARY = ShareKpi.CONVERSION_ITT.definition().id();

    private final RunPlans plans;
    private final RunFigures figures;
    private final RunReports reports;

    public RunEvidences(RunPlans plans, RunFigures figures, RunReports reports) {
        this.plans = plans;
        this.figures = figures;
        this.reports = reports;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public RunEvidence of(int run) {
        var plan = plans.get(run);
        return figures.together(run, plan.window(), () -> of(plan));
    }

    private RunEvidence of(PlannedRun plan) {
        var run = plan.summary().id();
        var comparisons = new Comparisons(reports.facts(plan));
        if (comparisons.mismatch()) {
            return new RunEvidence(run, false, List.of(), Comparisons.HIDDEN);
        }
        var questions = comparisons.asked();
        var spending = Spending.of(figures.spending(run, plan.window(), MOST_SPENDERS));
        var secondary = falseDiscoveries(questions);
        var answers = new ArrayList<Evidence>();
        for (var i = 0; i < questions.size(); i++) {
            answers.add(answer(run, questions.get(i), secondary.get(i), spending));
        }
        return new RunEvidence(
                run,
                true,
                answers,
                spending.isEmpty()
                        ? "More than %,d people spent: no resampling, which by then says what the interval of the report says."
                                .formatted(MOST_SPENDERS)
                        : "The report's own interval is the one to quote; these should not contradict it.");
    }

    /// Empty for the primary figure.
    private static List<OptionalDouble> falseDiscoveries(List<Question> questions) {
        var secondary =
                IntStream.range(0, questions.size())
                        .filter(i -> !questions.get(i).kpi().equals(PRIMARY))
                        .toArray();
        var corrected =
                Multiplicity.benjaminiHochberg(
                        IntStream.of(secondary)
                                .mapToDouble(i -> questions.get(i).contrast().pValue())
                                .toArray());
        var all =
                new ArrayList<OptionalDouble>(
                        Collections.nCopies(questions.size(), OptionalDouble.empty()));
        for (var i = 0; i < secondary.length; i++) {
            all.set(secondary[i], OptionalDouble.of(corrected[i]));
        }
        return all;
    }

    private static Evidence answer(
            int run, Question question, OptionalDouble secondary, Optional<Spending> spending) {
        return switch (question.contrast()) {
            case ProportionContrast shares ->
                    new Evidence(
                            question.kpi(),
                            question.arm().arm(),
                            question.control().arm(),
                            shares.pValue(),
                            question.pValue(),
                            boxed(secondary),
                            anytime(shares),
                            chance(shares),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
            case MeanContrast means -> ofMoney(run, question, means, secondary, spending);
        };
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /// The harmonic mean of the arms is the size of two equal ones that say as much.
    private static double anytime(ProportionContrast shares) {
        var treated = shares.treated();
        var control = shares.control();
        var perArm = 2 / (1.0 / treated.trials() + 1.0 / control.trials());
        var variance = shares.squaredError() * perArm / 2;
        return A_POINT.pValue(perArm, variance, shares.difference());
    }

    private static double chance(ProportionContrast shares) {
        return Belief.after(shares.treated()).chanceToBeat(Belief.after(shares.control()));
    }

    private static Evidence ofMoney(
            int run,
            Question question,
            MeanContrast means,
            OptionalDouble secondary,
            Optional<Spending> spending) {
        var capped = spending.map(all -> all.capped(question));
        var resampled = spending.map(all -> all.resampled(run, question));
        var cut = capped.map(Spending.Capped::means);
        var cutInterval =
                cut.map(MeanContrast::differenceInterval)
                        .filter(interval -> Double.isFinite(interval.low()));
        return new Evidence(
                question.kpi(),
                question.arm().arm(),
                question.control().arm(),
                means.pValue(),
                question.pValue(),
                boxed(secondary),
                null,
                null,
                resampled.map(Interval::low).orElse(null),
                resampled.map(Interval::high).orElse(null),
                capped.map(Spending.Capped::at).orElse(null),
                cut.map(MeanContrast::difference).orElse(null),
                cutInterval.map(Interval::low).orElse(null),
                cutInterval.map(Interval::high).orElse(null));
    }

    /// What people of each arm spent, those who spent something.
    private record Spending(List<RunFigures.Spent> rows) {

        static Optional<Spending> of(List<RunFigures.Spent> rows) {
            var people = rows.stream().mapToLong(RunFigures.Spent::people).sum();
            return people > MOST_SPENDERS ? Optional.empty() : Optional.of(new Spending(rows));
        }

        /// Ascending.
        private long[] by(ArmFacts arm, String currency) {
            return rows.stream()
                    .filter(row -> row.arm() == arm.arm() && row.currency().equals(currency))
                    .flatMapToLong(row -> LongStream.generate(row::minor).limit(row.people()))
                    .toArray();
        }

        private Bootstrap.Spending of(ArmFacts arm, String currency) {
            return new Bootstrap.Spending(
                    arm.assigned(), LongStream.of(by(arm, currency)).asDoubleStream().toArray());
        }

        /// The run is the seed: who asks twice is answered the same.
        Interval resampled(int run, Question question) {
            return Bootstrap.difference(
                    of(question.arm(), question.currency()),
                    of(question.control(), question.currency()),
                    run);
        }

        /// @param at minor units
        record Capped(long at, MeanContrast means) {}

        Capped capped(Question question) {
            var treated = by(question.arm(), question.currency());
            var control = by(question.control(), question.currency());
            var all =
                    LongStream.concat(LongStream.of(treated), LongStream.of(control))
                            .sorted()
                            .toArray();
            // nearest rank
            var at = all.length == 0 ? 0 : all[(int) Math.ceil(all.length * 0.99) - 1];
            return new Capped(
                    at,
                    new MeanContrast(
                            sample(question.arm(), treated, at),
                            sample(question.control(), control, at)));
        }

        private static MeanContrast.Sample sample(ArmFacts arm, long[] spent, long at) {
            var cut = LongStream.of(spent).map(minor -> Math.min(minor, at)).toArray();
            return Comparisons.sample(
                    arm.assigned(),
                    LongStream.of(cut).sum(),
                    LongStream.of(cut)
                            .mapToObj(BigInteger::valueOf)
                            .map(minor -> minor.multiply(minor))
                            .reduce(BigInteger.ZERO, BigInteger::add));
        }
    }
}
