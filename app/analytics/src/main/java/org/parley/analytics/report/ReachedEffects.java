package org.parley.analytics.report;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.Verdict;
import org.parley.analytics.experiment.WaldRatio;
import org.parley.analytics.finance.RunOrigin;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.EffectKpi;
import org.parley.analytics.kpi.MoneyKpi;
import org.parley.analytics.kpi.ShareKpi;
import org.parley.analytics.report.Comparisons.Question;
import org.parley.analytics.report.RunReached.ReachedEffect;
import org.parley.analytics.report.internal.BreakdownFigures;
import org.parley.analytics.report.internal.BreakdownFigures.Assigned;
import org.parley.analytics.report.internal.Cells;
import org.parley.analytics.report.internal.PlannedRun;
import org.parley.analytics.report.internal.RunFigures;
import org.parley.analytics.report.internal.RunPlans;
import org.parley.core.kernel.ProblemException;

/// Effects on those whom the arms of a run reached. Of the moment of the call.
public final class ReachedEffects {

    /// Who bought, and who did not, of an arm: the normal distribution that the interval rests on
    /// needs some of both.
    static final long FEWEST = 10;

    private static final double POINT = 0.01;

    private static final String NOTE =
            "Effect on those reached (CACE): the effect by assignment over the difference of the"
                    + " shares to whom a message was delivered. It says what a message did to people"
                    + " whom it can reach, if being assigned works by delivery alone; the comparison by"
                    + " assignment stays the result. None is told where the shares delivered are not"
                    + " clearly apart: F of their difference below 104.7, the least for which the"
                    + " interval holds (Lee, McCrary, Moreira and Porter, 2022).";

    private final RunPlans plans;
    private final BreakdownFigures figures;
    private final RunReports reports;

    public ReachedEffects(RunPlans plans, RunFigures figures, RunReports reports) {
        this.plans = plans;
        this.figures = figures.byCell();
        this.reports = reports;
    }

    /// @throws ProblemException NOT_FOUND where there is no such run
    public RunReached of(int run) {
        var plan = plans.get(run);
        return figures.together(run, plan.window(), () -> of(plan));
    }

    private RunReached of(PlannedRun plan) {
        var run = plan.summary().id();
        var comparisons = new Comparisons(reports.facts(plan));
        if (comparisons.mismatch()) {
            return told(plan, false, List.of(), Comparisons.HIDDEN);
        }
        var bought = figures.assigned(run, plan.window(), Cells.arms(run).delivered(run));
        return told(
                plan,
                true,
                comparisons.asked().stream()
                        .flatMap(question -> effect(question, bought).stream())
                        .toList(),
                NOTE);
    }

    private static RunReached told(
            PlannedRun plan, boolean shown, List<ReachedEffect> effects, String note) {
        return new RunReached(
                plan.summary().id(),
                RunOrigin.of(plan.summary().sandbox(), plan.summary().source() != null).word(),
                shown,
                effects,
                note);
    }

    /// Empty where the question is about what only reached people can do.
    ///
    /// @param bought by those to whom a message was delivered; the cell is the arm
    static Optional<ReachedEffect> effect(Question question, List<Assigned> bought) {
        return kpi(question).map(kpi -> effect(kpi, question, bought));
    }

    private static Optional<EffectKpi> kpi(Question question) {
        if (question.kpi().equals(ShareKpi.CONVERSION_ITT.definition().id())) {
            return Optional.of(EffectKpi.CONVERSION_REACHED);
        }
        return question.kpi().equals(MoneyKpi.REVENUE_PER_ASSIGNED.definition().id())
                ? Optional.of(EffectKpi.REVENUE_REACHED)
                : Optional.empty();
    }

    private static ReachedEffect effect(EffectKpi kpi, Question question, List<Assigned> bought) {
        var ratio =
                new WaldRatio(
                        arm(question.arm(), question.currency(), bought),
                        arm(question.control(), question.currency(), bought));
        var refused = refusal(question.arm(), question.control(), ratio);
        var interval = refused == null ? ratio.interval() : null;
        var arm = question.arm();
        var control = question.control();
        var currency = question.currency();
        return new ReachedEffect(
                kpi.definition().id(),
                question.kpi(),
                arm.arm(),
                arm.name(),
                Comparisons.name(arm),
                control.arm(),
                control.name(),
                Comparisons.name(control),
                currency.isEmpty() ? null : currency,
                delivered(arm),
                delivered(control),
                ratio.assigned(),
                interval == null ? null : ratio.effect(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                refused == null ? verdict(question, ratio) : refused);
    }

    private static WaldRatio.Arm arm(ArmFacts arm, String currency, List<Assigned> bought) {
        var money =
                bought.stream()
                        .filter(each -> each.cell().equals(Integer.toString(arm.arm())))
                        .filter(each -> each.currency().equals(currency))
                        .findAny();
        return currency.isEmpty()
                ? new WaldRatio.Arm(
                        Comparisons.sample(
                                arm.assigned(),
                                arm.converters(),
                                BigInteger.valueOf(arm.converters())),
                        arm.facts().delivered(),
                        money.map(Assigned::converters).orElse(0L))
                : new WaldRatio.Arm(
                        Comparisons.sample(arm, currency),
                        arm.facts().delivered(),
                        money.map(Assigned::net).orElse(0L));
    }

    /// Null: the effect can be told.
    private static @Nullable String refusal(ArmFacts arm, ArmFacts control, WaldRatio ratio) {
        if (!control.holdout()) {
            return "no such effect: %s was delivered something else, so what %s did to those it reached cannot be told apart from it"
                    .formatted(control.name(), arm.name());
        }
        if (ratio.reached() == 0) {
            return "no such effect: as large a share was reached in %s as in %s"
                    .formatted(control.name(), arm.name());
        }
        if (ratio.weak()) {
            return "no such effect: the shares reached of %s and %s are not clearly apart"
                    .formatted(arm.name(), control.name());
        }
        return Math.min(rarer(arm), rarer(control)) < FEWEST
                ? "not enough data: the interval takes %d people of each arm who bought, and as many who did not"
                        .formatted(FEWEST)
                : null;
    }

    private static long rarer(ArmFacts arm) {
        return Math.min(arm.converters(), arm.assigned() - arm.converters());
    }

    private static double delivered(ArmFacts arm) {
        return (double) arm.facts().delivered() / arm.assigned();
    }

    private static String verdict(Question question, WaldRatio ratio) {
        var currency = question.currency();
        return currency.isEmpty()
                ? Verdict.ofReached(
                        question.arm().name(), ratio, question.pValue(), "points", POINT)
                : Verdict.ofReached(
                        question.arm().name(),
                        ratio,
                        question.pValue(),
                        currency,
                        Comparisons.minorPerMajor(currency));
    }
}
