package org.parley.analytics.experiment;

import java.util.Locale;

/// What a contrast says, in words that claim no more than the data do.
public final class Verdict {

    private static final double SMALLEST_EFFECT = 0.001;
    private static final double EFFECT_WITHOUT_BASE = 0.01;

    private Verdict() {}

    /// For shares of assigned people, more being better.
    ///
    /// @param treated name of the arm that is judged
    /// @param control name of the arm that it is held against
    /// @param adjustedP p-value after the correction for several arms
    public static String ofShares(
            String treated, String control, ProportionContrast contrast, double adjustedP) {
        var interval = contrast.differenceInterval();
        if (adjustedP < Confidence.ALPHA && interval.excludesZero()) {
            var better = interval.low() > 0;
            return "%s is %s than %s by %s to %s points"
                    .formatted(
                            treated,
                            better ? "better" : "worse",
                            control,
                            points(better ? interval.low() : -interval.high()),
                            points(better ? interval.high() : -interval.low()));
        }
        var base = contrast.control().value();
        var effect = effectWorthSeeing(base);
        var needed =
                Math.ceil(
                        SampleSize.perArm(
                                base,
                                base + effect <= 1 ? base + effect : base - effect,
                                SampleSize.USUAL_POWER));
        var missing =
                (long) needed - Math.min(contrast.treated().trials(), contrast.control().trials());
        if (missing > 0) {
            return "not enough data: %s more per arm to see %s points"
                    .formatted(String.format(Locale.ROOT, "%,d", missing), points(effect));
        }
        return "no difference seen: %s and %s lie within %s to %s points of each other"
                .formatted(treated, control, signed(interval.low()), signed(interval.high()));
    }

    /// For money per assigned person, more being better.
    ///
    /// @param minorPerMajor how many units of the contrast make one of the currency, such as 100
    public static String ofMoney(
            String treated,
            String control,
            MeanContrast contrast,
            double adjustedP,
            String currency,
            int minorPerMajor) {
        var interval = contrast.differenceInterval();
        if (Double.isInfinite(interval.low())) {
            return "not enough data";
        }
        if (adjustedP < Confidence.ALPHA && interval.excludesZero()) {
            var more = interval.low() > 0;
            return "%s earns %s to %s %s %s per assigned person than %s"
                    .formatted(
                            treated,
                            money(more ? interval.low() : -interval.high(), minorPerMajor),
                            money(more ? interval.high() : -interval.low(), minorPerMajor),
                            currency,
                            more ? "more" : "less",
                            control);
        }
        return "no difference seen: between %s and %s %s per assigned person"
                .formatted(
                        money(interval.low(), minorPerMajor),
                        money(interval.high(), minorPerMajor),
                        currency);
    }

    /// For the effect on those reached, of a share or of money, more being better.
    ///
    /// @param adjustedP of no effect of the assignment, after the correction for several arms
    /// @param unit of `low` and `high` once they are divided
    /// @param perUnit how many of the effect's make one, such as 0.01 for points of a share
    public static String ofReached(
            String treated, WaldRatio effect, double adjustedP, String unit, double perUnit) {
        var interval = effect.interval();
        if (adjustedP < Confidence.ALPHA && interval.excludesZero()) {
            var more = interval.low() > 0;
            return "%s brought %s to %s %s %s per person that it reached"
                    .formatted(
                            treated,
                            plain((more ? interval.low() : -interval.high()) / perUnit),
                            plain((more ? interval.high() : -interval.low()) / perUnit),
                            unit,
                            more ? "more" : "less");
        }
        return "no effect seen on those reached: between %s and %s %s per person"
                .formatted(plain(interval.low() / perUnit), plain(interval.high() / perUnit), unit);
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /// A quarter of the control's share, rounded to 1, 2 or 5 times a power of ten: the difference
    /// that a planner would call worth seeing. Not taken from the observed difference, which would
    /// only restate the p-value.
    static double effectWorthSeeing(double base) {
        if (base == 0) {
            return EFFECT_WITHOUT_BASE;
        }
        var wanted = Math.max(SMALLEST_EFFECT, Math.min(base, 1 - base) / 4);
        var decade = Math.pow(10, Math.floor(Math.log10(wanted) + 1e-9));
        var lead = wanted / decade;
        return decade * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    private static String points(double share) {
        var value = share * 100;
        var text = String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.1f", share * 100);
    }

    private static String money(double minor, int minorPerMajor) {
        return String.format(Locale.ROOT, "%.2f", minor / minorPerMajor);
    }
}
