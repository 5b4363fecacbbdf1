package org.parley.analytics.kpi;

import org.parley.analytics.kpi.KpiDefinition.Unit;

/// Shares of those who were shown one link or one button, by those who took it up. Their people are
/// those of the arms whose wording has it, so they are no figures of a run.
// A definition is a record of texts.
@SuppressWarnings("ImmutableEnumChecker")
public enum OfferKpi {
    LINK_RATE(
            "linkRate",
            "Click rate of a link",
            "People who followed this link; link checkers and previews excluded",
            Words.LINK,
            Words.CLICKS,
            "One person may follow several links: rates of links do not add up to the click rate"),
    LINK_RATE_RAW(
            "linkRateRaw",
            "Click rate of a link, with machines",
            "People for whom this link was followed by anybody or anything",
            Words.LINK,
            Words.CLICKS,
            "Link checkers follow links that nobody asked for"),
    BUTTON_RATE(
            "buttonRate",
            "Tap rate of a button",
            "People who tapped this answer; one that opts out is an answer like any other",
            "People to whom a message with this answer was delivered",
            "Taps of the whole life of the run",
            "Of an answer that no wording has any more, those are taken who were in an arm where"
                    + " somebody tapped it");

    private interface Words {
        String LINK = "People to whom a message with this link was delivered";
        String CLICKS = "Clicks of the whole life of the run";
    }

    private final KpiDefinition definition;

    OfferKpi(
            String id,
            String name,
            String numerator,
            String denominator,
            String window,
            String note) {
        this.definition =
                new KpiDefinition(
                        id,
                        name,
                        numerator,
                        denominator,
                        window,
                        "No value where nothing with it was delivered",
                        note,
                        Unit.SHARE);
    }

    public KpiDefinition definition() {
        return definition;
    }

    public KpiValue value(long people, long shown) {
        return KpiValue.share(definition.id(), people, shown);
    }
}
