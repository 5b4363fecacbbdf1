package org.parley.analytics.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.analytics.experiment.MeanContrast.Sample;

class VerdictTest {

    @Test
    void tooFewPeopleAreToldHowManyAreMissing() {
        // R: 1093.74 per arm for 20 against 25 %; ten are there.
        assertThat(shares(3, 10, 2, 10, 1))
                .isEqualTo("not enough data: 1,084 more per arm to see 5 points");
    }

    @Test
    void aDifferenceIsToldWithItsInterval() {
        assertThat(shares(240, 2000, 160, 2000, 1e-5))
                .matches("Viber is better than Email by 2\\.\\d to 5\\.\\d points");
        assertThat(shares(160, 2000, 240, 2000, 1e-5))
                .matches("Viber is worse than Email by 2\\.\\d to 5\\.\\d points");
    }

    @Test
    void aDifferenceThatTheCorrectionTookAwayIsNotClaimed() {
        assertThat(shares(240, 2000, 160, 2000, .06)).doesNotContain("better");
    }

    @Test
    void enoughPeopleWithoutADifferenceAreToldSo() {
        assertThat(shares(2000, 10_000, 2005, 10_000, .9))
                .isEqualTo(
                        "no difference seen: Viber and Email lie within -1.2 to +1.1 points of"
                                + " each other");
    }

    @Test
    void moneyIsToldInTheCurrencyAndPerPerson() {
        var contrast =
                new MeanContrast(new Sample(5000, 130, 90_000), new Sample(5000, 90, 90_000));
        assertThat(Verdict.ofMoney("Viber", "Email", contrast, 1e-6, "EUR", 100))
                .isEqualTo("Viber earns 0.28 to 0.52 EUR more per assigned person than Email");
        assertThat(Verdict.ofMoney("Viber", "Email", contrast, .2, "EUR", 100))
                .startsWith("no difference seen: between 0.28 and 0.52 EUR");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01", "0.02, 0.005", "0.2, 0.05", "0.5, 0.1", "0.001, 0.001", "1, 0.001"})
    void theDifferenceWorthSeeingFollowsTheBase(double base, double effect) {
        assertThat(Verdict.effectWorthSeeing(base))
                .isCloseTo(effect, org.assertj.core.api.Assertions.within(1e-12));
    }

    private static String shares(long x1, long n1, long x2, long n2, double p) {
        return Verdict.ofShares(
                "Viber",
                "Email",
                new ProportionContrast(new Proportion(x1, n1), new Proportion(x2, n2)),
                p);
    }
}
