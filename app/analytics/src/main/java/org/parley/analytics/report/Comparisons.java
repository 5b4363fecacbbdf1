package org.parley.analytics.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.analytics.experiment.ConfidenceSequence;
import org.parley.analytics.experiment.Contrast;
import org.parley.analytics.experiment.Cuped;
import org.parley.analytics.experiment.Cuped.Paired;
import org.parley.analytics.experiment.Interval;
import org.parley.analytics.experiment.MeanContrast;
import org.parley.analytics.experiment.MeanContrast.Sample;
import org.parley.analytics.experiment.Multiplicity;
import org.parley.analytics.experiment.Proportion;
import org.parley.analytics.experiment.ProportionContrast;
import org.parley.analytics.experiment.SampleRatio;
import org.parley.analytics.experiment.Verdict;
import org.parley.analytics.finance.MinorUnit;
import org.parley.analytics.kpi.ArmFacts;
import org.parley.analytics.kpi.MoneyFacts;
import org.parley.analytics.kpi.MoneyKpi;
import org.parley.analytics.kpi.ShareKpi;
import org.parley.analytics.report.RunReport.Comparison;

/// Holds arms against each other by assignment: every chat against email, everything against the
/// holdout. Nothing that only reached people have, such as reading, is compared.
final class Comparisons {

    static final String HIDDEN = "The audience did not split as planned: comparisons are hidden.";

    private static final List<ShareKpi> AGAINST_EMAIL =
            List.of(ShareKpi.CONVERSION_ITT, ShareKpi.CLICK_ITT);
    // Nobody in the holdout can click.
    private static final List<ShareKpi> AGAINST_HOLDOUT = List.of(ShareKpi.CONVERSION_ITT);

    private final List<ArmFacts> arms;
    private final SampleRatio split;

    Comparisons(List<ArmFacts> arms) {
        this.arms = arms;
        this.split =
                new SampleRatio(
                        arms.stream().map(ArmFacts::assigned).toList(),
                        arms.stream().map(ArmFacts::weight).toList());
    }

    /// An email arm that nobody was sent to measures nothing.
    static boolean measured(ArmFacts arm) {
        return arm.email() && arm.facts().sent() > 0;
    }

    boolean mismatch() {
        return split.mismatch();
    }

    List<Comparison> all() {
        return asked().stream().map(this::answer).toList();
    }

    /// Everything that is asked of this run.
    List<Question> asked() {
        return arms.stream()
                .filter(control ->
                        control.assigned() > 0 && (control.holdout() || measured(control)))
                .flatMap(control -> against(control).stream())
                .toList();
    }

    private List<Question> against(ArmFacts control) {
        var treated =
                arms.stream()
                        .filter(arm -> arm.assigned() > 0 && !arm.holdout())
                        .filter(arm -> control.holdout() || !arm.email())
                        .toList();
        var shares = control.holdout() ? AGAINST_HOLDOUT : AGAINST_EMAIL;
        return Stream.concat(
                        shares.stream().flatMap(kpi -> family(treated, byShare(kpi, control))),
                        family(treated, byRevenue(control)))
                .toList();
    }

    /// One question about several arms against one control: p-values are corrected together.
    private static Stream<Question> family(
            List<ArmFacts> treated, Function<ArmFacts, Optional<Question>> ask) {
        var questions = treated.stream().map(ask).flatMap(Optional::stream).toList();
        var adjusted =
                Multiplicity.holm(
                        questions.stream().mapToDouble(q -> q.contrast().pValue()).toArray());
        return IntStream.range(0, adjusted.length)
                .mapToObj(i -> questions.get(i).adjusted(adjusted[i]));
    }

    /// @param past for revenue: the same arms with what their people had bought before
    /// @param currency of revenue; empty for shares
    /// @param pValue of no difference, corrected for the arms that were asked about together
    record Question(
            String kpi,
            ArmFacts arm,
            ArmFacts control,
            Contrast contrast,
            @Nullable Cuped past,
            String currency,
            double pValue) {

        Question adjusted(double corrected) {
            return new Question(kpi, arm, control, contrast, past, currency, corrected);
        }

        /// The same of some people of both arms, at least one in each; alone, and without their
        /// past.
        Question among(ArmFacts some, ArmFacts ofControl) {
            var within = compared(share(), currency, some, ofControl);
            return new Question(kpi, some, ofControl, within, null, currency, within.pValue());
        }

        /// Null: a question about revenue.
        private @Nullable ShareKpi share() {
            return AGAINST_EMAIL.stream()
                    .filter(share -> share.definition().id().equals(kpi))
                    .findAny()
                    .orElse(null);
        }
    }

    private static Contrast compared(
            @Nullable ShareKpi share, String currency, ArmFacts arm, ArmFacts control) {
        return share == null
                ? new MeanContrast(sample(arm, currency), sample(control, currency))
                : new ProportionContrast(proportion(share, arm), proportion(share, control));
    }

    private static Function<ArmFacts, Optional<Question>> byShare(ShareKpi kpi, ArmFacts control) {
        return arm ->
                Optional.of(
                        new Question(
                                kpi.definition().id(),
                                arm,
                                control,
                                compared(kpi, "", arm, control),
                                null,
                                "",
                                1));
    }

    private static Proportion proportion(ShareKpi kpi, ArmFacts arm) {
        var value = kpi.of(arm.facts());
        return new Proportion(value.numerator(), value.denominator());
    }

    /// Only where all money of both arms is in one currency.
    private static Function<ArmFacts, Optional<Question>> byRevenue(ArmFacts control) {
        return arm -> {
            var currencies = currencies(List.of(arm, control));
            if (currencies.size() != 1) {
                return Optional.empty();
            }
            var currency = currencies.getFirst();
            return Optional.of(
                    new Question(
                            MoneyKpi.REVENUE_PER_ASSIGNED.definition().id(),
                            arm,
                            control,
                            compared(null, currency, arm, control),
                            new Cuped(paired(arm, currency), paired(control, currency)),
                            currency,
                            1));
        };
    }

    /// In which these arms sold.
    static List<String> currencies(List<ArmFacts> arms) {
        return arms.stream()
                .flatMap(arm -> arm.money().stream())
                .filter(money -> money.assignedSquares().signum() > 0)
                .map(MoneyFacts::currency)
                .distinct()
                .toList();
    }

    static Optional<MoneyFacts> money(ArmFacts arm, String currency) {
        return arm.money().stream().filter(money -> money.currency().equals(currency)).findAny();
    }

    /// Net revenue by person; those who bought nothing are zeros of the sample.
    static Sample sample(ArmFacts arm, String currency) {
        return money(arm, currency)
                .map(money -> sample(arm.assigned(), money.assignedNet(), money.assignedSquares()))
                .orElseGet(() -> new Sample(arm.assigned(), 0, 0));
    }

    static Sample sample(long people, long sum, BigInteger squares) {
        var total = BigDecimal.valueOf(sum);
        var spread =
                new BigDecimal(squares)
                        .subtract(
                                total.multiply(total)
                                        .divide(
                                                BigDecimal.valueOf(people),
                                                MathContext.DECIMAL128));
        return new Sample(
                people,
                (double) sum / people,
                Math.max(0, spread.doubleValue()) / Math.max(1, people - 1));
    }

    /// Who bought nothing before has a past of nothing.
    private static Paired paired(ArmFacts arm, String currency) {
        return money(arm, currency)
                .map(money ->
                        new Paired(
                                arm.assigned(),
                                money.assignedNet(),
                                money.assignedSquares().doubleValue(),
                                money.past().net(),
                                money.past().squares().doubleValue(),
                                money.past().products().doubleValue()))
                .orElseGet(() -> new Paired(arm.assigned(), 0, 0, 0, 0, 0));
    }

    private Comparison answer(Question question) {
        var control = question.control();
        if (mismatch()) {
            return hidden(question, control);
        }
        var contrast = question.contrast();
        var interval = bounded(contrast.differenceInterval());
        var lift = contrast.liftInterval();
        var anytime =
                interval.map(_ -> new ConfidenceSequence(contrast.people()).interval(contrast));
        var past = Optional.ofNullable(question.past()).filter(cuped -> cuped.explained() > 0);
        var beyond = past.map(Cuped::adjusted);
        var beyondInterval = beyond.flatMap(means -> bounded(means.differenceInterval()));
        return new Comparison(
                question.kpi(),
                question.arm().arm(),
                name(question.arm()),
                control.arm(),
                name(control),
                contrast.difference(),
                interval.map(Interval::low).orElse(null),
                interval.map(Interval::high).orElse(null),
                contrast.lift().orElse(null),
                lift.map(Interval::low).orElse(null),
                lift.map(Interval::high).orElse(null),
                anytime.map(Interval::low).orElse(null),
                anytime.map(Interval::high).orElse(null),
                beyond.map(Contrast::difference).orElse(null),
                beyondInterval.map(Interval::low).orElse(null),
                beyondInterval.map(Interval::high).orElse(null),
                past.map(Cuped::explained).orElse(null),
                verdict(question));
    }

    private Comparison hidden(Question question, ArmFacts control) {
        return new Comparison(
                question.kpi(),
                question.arm().arm(),
                name(question.arm()),
                control.arm(),
                name(control),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                hidden("the audience"));
    }

    /// Why there is no figure, in words.
    ///
    /// @param whom who did not split
    String hidden(String whom) {
        return String.format(
                Locale.ROOT,
                "hidden: %s did not split as planned (chi-square p = %.1e)",
                whom,
                split.pValue());
    }

    static String verdict(Question question) {
        var control = question.control();
        var adjusted = question.pValue();
        return switch (question.contrast()) {
            case ProportionContrast shares ->
                    Verdict.ofShares(question.arm().name(), control.name(), shares, adjusted);
            case MeanContrast means ->
                    Verdict.ofMoney(
                            question.arm().name(),
                            control.name(),
                            means,
                            adjusted,
                            question.currency(),
                            minorPerMajor(question.currency()));
        };
    }

    static int minorPerMajor(String currency) {
        return (int) Math.pow(10, MinorUnit.exponent(currency));
    }

    /// JSON has no infinity: an interval without bounds is none.
    static Optional<Interval> bounded(Interval interval) {
        return Optional.of(interval).filter(i -> Double.isFinite(i.low()));
    }

    static @Nullable String name(ArmFacts arm) {
        var channel = arm.channel();
        return channel == null ? null : channel.name();
    }
}
