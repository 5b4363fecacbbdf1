package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.analytics.experiment.MeanContrast.Sample;

/// Values published by the authors of each method, or computed with scipy 1.17, statsmodels 0.15
/// and R.
class ReferenceValuesTest {

    private static final double TOLERANCE = 5e-5;

    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.255289, 0.366210",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0, 0.1611",
        "1, 29, 0.0061, 0.1718"
    })
    void wilsonAgreesWithNewcombes1998TableOne(long x, long n, double low, double high) {
        var interval = new Proportion(x, n).wilson();
        assertThat(interval.low()).isCloseTo(low, within(TOLERANCE));
        assertThat(interval.high()).isCloseTo(high, within(TOLERANCE));
    }

    // Rows (a), (b), (c), (d) and (h) of the paper's table II, method 10.
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.052431, 0.333873",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void newcombeAgreesWithTableTwoOfMethodTen(
            long x1, long n1, long x2, long n2, double low, double high) {
        var interval = contrast(x1, n1, x2, n2).differenceInterval();
        assertThat(interval.low()).isCloseTo(low, within(TOLERANCE));
        assertThat(interval.high()).isCloseTo(high, within(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.75, 0.9, 76.7", "0.20, 0.25, 0.8, 1093.74"})
    void sampleSizeAgreesWithPowerPropTestOfR(double p, double q, double power, double perArm) {
        assertThat(SampleSize.perArm(p, q, power)).isCloseTo(perArm, within(0.05));
        assertThat(SampleSize.power(SampleSize.perArm(p, q, power), p, q))
                .isCloseTo(power, within(TOLERANCE));
    }

    @Test
    void powerOfFiftyPerArmAgreesWithPowerPropTestOfR() {
        assertThat(SampleSize.power(50, .50, .75)).isCloseTo(0.7401659, within(5e-7));
    }

    @Test
    void sampleRatioMismatchAgreesWithTheBookOfKohavi() {
        var split = new SampleRatio(List.of(821_588L, 815_482L), List.of(50, 50));
        assertThat(split.chiSquare()).isCloseTo(22.7744, within(TOLERANCE));
        assertThat(split.pValue()).isCloseTo(1.8218e-6, within(1e-9));
        assertThat(split.mismatch()).isTrue();
    }

    @Test
    void twoSampleZTestAgreesWithStatsmodels() {
        var contrast = contrast(5, 83, 12, 99);
        assertThat(contrast.z()).isCloseTo(-1.4078, within(TOLERANCE));
        assertThat(contrast.pValue()).isCloseTo(.15918, within(TOLERANCE));
    }

    @Test
    void benjaminiHochbergAgreesWithThePaperOf1995() {
        double[] p = {
            .0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719,
            .6528, .7590, 1
        };
        var adjusted = Multiplicity.benjaminiHochberg(p);
        assertThat(Arrays.stream(adjusted).filter(q -> q <= .05)).hasSize(4);
        assertThat(Arrays.stream(adjusted).filter(q -> q <= .10)).hasSize(9);
        assertThat(adjusted[3]).isCloseTo(.035625, within(1e-12));
        assertThat(Arrays.stream(Multiplicity.holm(p)).filter(q -> q <= .05)).hasSize(3);
    }

    @Test
    void benjaminiHochbergKeepsTheOrderOfTheQuestions() {
        assertThat(Multiplicity.benjaminiHochberg(new double[] {.008, .03, .123, .6, .2}))
                .containsExactly(new double[] {.04, .075, .205, .6, .25}, within(1e-12));
    }

    @Test
    void theQuantilesOfTheLevelAgree() {
        assertThat(Confidence.Z).isCloseTo(1.959964, within(5e-7));
        assertThat(Confidence.NORMAL.inverseCumulativeProbability(.8))
                .isCloseTo(.841621, within(5e-7));
    }

    @Test
    void welchAgreesWithTheTestOfR() {
        // R: t.test(extra ~ group, data = sleep)
        var contrast =
                new MeanContrast(new Sample(10, 0.75, 3.200556), new Sample(10, 2.33, 4.009));
        assertThat(contrast.degreesOfFreedom()).isCloseTo(17.776, within(5e-4));
        assertThat(contrast.pValue()).isCloseTo(.07939, within(TOLERANCE));
        assertThat(contrast.differenceInterval().low()).isCloseTo(-3.3654832, within(TOLERANCE));
        assertThat(contrast.differenceInterval().high()).isCloseTo(.2054832, within(TOLERANCE));
    }

    @Test
    void powerOfMeansAgreesWithPowerTTestOfR() {
        assertThat(SampleSize.powerOfMeans(20, 1, 1)).isCloseTo(0.8689528, within(5e-7));
        assertThat(SampleSize.meansPerArm(1, 1, .90)).isCloseTo(22.02109, within(5e-5));
    }

    @Test
    void theConfidenceSequenceAgreesWithItsFormula() {
        var sequence = new ConfidenceSequence(5_000);
        assertThat(sequence.rhoSquared()).isCloseTo(.00158723, within(5e-9));
        assertThat(sequence.margin(1, 1_000)).isCloseTo(.106375, within(5e-7));
        assertThat(sequence.margin(1, 5_000)).isCloseTo(.0429243, within(5e-8));
    }

    @Test
    void theMixtureTestAgreesWithItsFormula() {
        var test = new MixtureTest(1e-4);
        assertThat(test.likelihoodRatio(1_000, .09, .03)).isCloseTo(1.958034, within(5e-7));
        assertThat(test.pValue(1_000, .09, .03)).isCloseTo(.510716, within(5e-7));
        assertThat(test.pValue(1_000, .09, 0)).isEqualTo(1);
    }

    @Test
    void theChanceToBeatIsExact() {
        assertThat(new Belief(2, 1).chanceToBeat(new Belief(1, 1)))
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(new Belief(3, 2).chanceToBeat(new Belief(2, 2)))
                .isCloseTo(22 / 35.0, within(1e-12));
        assertThat(Belief.after(new Proportion(2, 3)).chanceToBeat(new Belief(3, 2)))
                .isCloseTo(.5, within(1e-12));
    }

    @Test
    void cupedTakesOutThePast() {
        // Y = 1..5, X = 2, 1, 4, 3, 5 in one arm; the other has no spread and shifts nothing
        var arm = new Cuped.Paired(5, 15, 55, 15, 55, 53);
        var cuped = new Cuped(arm, new Cuped.Paired(1, 3, 9, 3, 9, 9));
        assertThat(cuped.theta()).isCloseTo(.8, within(1e-12));
        assertThat(cuped.explained()).isCloseTo(.64, within(1e-12));
        var adjusted = cuped.adjusted().treated();
        assertThat(adjusted.mean()).isCloseTo(3, within(1e-12));
        assertThat(adjusted.variance()).isCloseTo(.9, within(1e-12));
    }

    @Test
    void theEffectOnThoseReachedAgreesWithTheVitaminTrial() {
        // Sommer and Zeger (Statistics in Medicine 10, 1991): of 12,094 children who were assigned
        // 9,675 got vitamin A, of whom 9,663 lived, as did 2,385 of the others; of 11,588 controls
        // 11,514. Imbens and Rubin (Annals of Statistics 25, 1997) as told by the case study of
        // Lee,
        // Feller and Rabe-Hesketh for Stan: 3.23 a thousand, 1.40 to 5.13 at 90 %. That interval is
        // Bayesian; the limits below come another way, from the variances of Y - τD by arm (Ding, A
        // First Course in Causal Inference, 2024, chapter 21).
        var effect =
                new WaldRatio(
                        new WaldRatio.Arm(share(12_048, 12_094), 9_675, 9_663),
                        new WaldRatio.Arm(share(11_514, 11_588), 0, 0));
        assertThat(effect.effect() * 1_000).isCloseTo(3.23, within(.005));
        var tau = effect.effect();
        var treated = variance(new double[] {1 - tau, -tau, 1, 0}, 9_663, 12, 2_385, 34) / 12_094;
        var control = variance(new double[] {1, 0}, 11_514, 74) / 11_588;
        var error = Math.sqrt(treated + control) / (9_675 / 12_094.0);
        assertThat(error * 1_000).isCloseTo(1.1592, within(TOLERANCE));
        assertThat(effect.interval().low()).isCloseTo(tau - 1.959964 * error, within(1e-9));
        assertThat(effect.interval().high()).isCloseTo(tau + 1.959964 * error, within(1e-9));
        assertThat((tau - 1.644854 * error) * 1_000).isCloseTo(1.40, within(.1));
        assertThat((tau + 1.644854 * error) * 1_000).isCloseTo(5.13, within(.1));
        assertThat(effect.weak()).isFalse();
    }

    private static Sample share(long successes, long people) {
        var p = (double) successes / people;
        return new Sample(people, p, p * (1 - p) * people / (people - 1));
    }

    private static double variance(double[] values, long... times) {
        var people = Arrays.stream(times).sum();
        var mean = 0.0;
        for (var i = 0; i < values.length; i++) {
            mean += values[i] * times[i] / people;
        }
        var squares = 0.0;
        for (var i = 0; i < values.length; i++) {
            squares += Math.pow(values[i] - mean, 2) * times[i];
        }
        return squares / (people - 1);
    }

    private static ProportionContrast contrast(long x1, long n1, long x2, long n2) {
        return new ProportionContrast(new Proportion(x1, n1), new Proportion(x2, n2));
    }
}
