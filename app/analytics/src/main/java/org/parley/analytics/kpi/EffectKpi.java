package org.parley.analytics.kpi;

import org.parley.analytics.kpi.KpiDefinition.Unit;

/// What an arm did to those whom it reached. Figures of two arms, so they are no figures of one.
// A definition is a record of texts.
@SuppressWarnings("ImmutableEnumChecker")
public enum EffectKpi {
    CONVERSION_REACHED(
            "conversionReached",
            "Effect on those reached (CACE): conversion",
            "Conversion by assignment of the arm, less that of the holdout",
            "Sales from the start of the run for the campaign's attribution days; deliveries of the"
                    + " whole life of the run",
            Unit.SHARE),
    REVENUE_REACHED(
            "revenueReached",
            "Effect on those reached (CACE): revenue",
            "Revenue per assigned person of the arm, less that of the holdout",
            "Sales from the start of the run for the campaign's attribution days, with all later"
                    + " refunds of them; deliveries of the whole life of the run",
            Unit.MINOR_UNITS);

    private final KpiDefinition definition;

    EffectKpi(String id, String name, String numerator, String window, Unit unit) {
        this.definition =
                new KpiDefinition(
                        id,
                        name,
                        numerator,
                        "Share of the arm to whom a message was delivered, less that of the holdout",
                        window,
                        "No value against anything but the holdout, where fewer than 10 people of an"
                                + " arm bought or did not, nor where the shares delivered are not"
                                + " clearly apart (F of their difference below 104.7)",
                        "Per person that was reached because of being assigned: says nothing of those"
                                + " whom no message reaches, and holds only if assignment works by"
                                + " delivery alone. Where deliveries go untold it is too far from 0."
                                + " Arms are compared by assignment, not by this",
                        unit);
    }

    public KpiDefinition definition() {
        return definition;
    }
}
