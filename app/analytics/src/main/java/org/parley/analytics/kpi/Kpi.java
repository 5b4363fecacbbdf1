package org.parley.analytics.kpi;

import java.util.List;
import java.util.stream.Stream;

/// A figure of the catalogue.
public sealed interface Kpi permits ShareKpi, DurationKpi, MoneyKpi {

    /// Which sales are credited, in the words of every figure about them.
    String CREDITED =
            "Sales within the campaign's attribution days of a click or a reply; where the"
                    + " installation credits readings and deliveries too, also of people who only read,"
                    + " or were only reached, in the hours set for that. The strongest, then the latest"
                    + " touch has it all; refunds whenever they come";

    KpiDefinition definition();

    /// All of them, in the order in which they are read.
    static List<Kpi> catalogue() {
        return Stream.<Kpi[]>of(ShareKpi.values(), DurationKpi.values(), MoneyKpi.values())
                .flatMap(Stream::of)
                .toList();
    }

    /// What every figure means that a report gives: the catalogue, then those of links and buttons,
    /// then effects.
    static List<KpiDefinition> definitions() {
        return Stream.of(
                        catalogue().stream().map(Kpi::definition),
                        Stream.of(OfferKpi.values()).map(OfferKpi::definition),
                        Stream.of(EffectKpi.values()).map(EffectKpi::definition))
                .flatMap(each -> each)
                .toList();
    }
}
